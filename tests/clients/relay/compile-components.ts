import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { schemaPath } from "../support/schema.js";
import type { Component } from "./show-component.js";

/** The program for this platform. */
const compiler: string = createRequire(import.meta.url)("relay-compiler");

export interface CompiledComponents {
  /** The artifacts of `components/<name>`: those of its query, and of its fragment on that field of the query. */
  load(name: string, field?: string): Promise<Component>;
  remove(): Promise<void>;
}

/**
 * Compiles the components beside this file against the emitted SDL, in a folder of their own.
 *
 * @throws with the compiler's words when the two do not fit
 */
export async function compileComponents(): Promise<CompiledComponents> {
  const folder = await mkdtemp(join(tmpdir(), "colloquy-relay-"));
  for (const name of ["components", "relay.config.json"]) {
    await cp(new URL(name, import.meta.url), join(folder, name), { recursive: true });
  }
  await mkdir(join(folder, "artifacts"));
  await cp(schemaPath, join(folder, "schema.graphql"));
  await promisify(execFile)(compiler, ["relay.config.json"], { cwd: folder });
  const load = async (artifact: string) =>
    (await import(join(folder, "artifacts", `${artifact}.graphql.ts`))).default;
  return {
    load: async (name, field) => ({
      query: await load(`${name}Query`),
      fragment: await load(`${name}_${field ?? "query"}`),
      ...(field !== undefined && { field }),
    }),
    remove: () => rm(folder, { recursive: true }),
  };
}
