import "reflect-metadata";
import { readConfig } from "./config.js";
import { StartupError } from "./errors.js";
import { serve } from "./serve.js";

try {
  await serve(readConfig());
} catch (error) {
  const message =
    error instanceof StartupError ? error.message : error instanceof Error ? error.stack : error;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
