#!/usr/bin/env node
import "reflect-metadata";
import { explainFailure } from "./commands/explain-failure.js";
import { toleratePipeEnd } from "./commands/output.js";
import { createProgram } from "./commands/program.js";

toleratePipeEnd();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = explainFailure(error);
}
