import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sqliteMigrations } from "../../src/database/migrations/sqlite/index.js";
import { generatorVersion } from "../../src/generating/generate-content.js";
import { ensureClinicLines } from "./nearby/clinics.js";
import { runProgram } from "./programs.js";

export const folder = join(tmpdir(), "colloquy-bench");

interface Wanted {
  posts: number;
  seed: number;
  isFresh: boolean;
}

/** What a database is made of; a change of generator or schema makes another one. */
function toName({ posts, seed }: Wanted): string {
  const schema = sqliteMigrations.at(-1)?.name ?? "";
  return `v${generatorVersion}-${schema}-${posts}-${seed}`;
}

/** Path of the JSON lines, generated unless they are there. */
export async function ensureLines(wanted: Wanted): Promise<string> {
  const file = join(folder, `v${generatorVersion}-${wanted.posts}-${wanted.seed}.jsonl`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  const { posts, seed } = wanted;
  const options = ["--posts", `${posts}`, "--seed", `${seed}`, "--out", `${file}.new`];
  await runProgram(["dist/cli.js", "generate", ...options]);
  await rename(`${file}.new`, file);
  return file;
}

/** Path of the database, filled by the real importer unless it is there. */
export async function ensureDatabase(wanted: Wanted): Promise<string> {
  const file = join(folder, `${toName(wanted)}.sqlite`);
  if (existsSync(file) && !wanted.isFresh) return file;
  const lines = await ensureLines(wanted);
  await removeDatabase(file);
  await removeDatabase(`${file}.new`);
  await importLines(lines, `${file}.new`);
  await rename(`${file}.new`, file);
  return file;
}

/** URL of a database with so many clinics and nothing else. */
export async function ensureClinicDatabase(count: number): Promise<string> {
  const file = join(folder, `clinics-${sqliteMigrations.at(-1)?.name ?? ""}-${count}.sqlite`);
  if (!existsSync(file)) {
    await removeDatabase(`${file}.new`);
    await importLines(await ensureClinicLines(count), `${file}.new`);
    await rename(`${file}.new`, file);
  }
  return `sqlite:${file}`;
}

/** Imports as an operator does. */
export async function importLines(lines: string, database: string) {
  return await runProgram(["dist/cli.js", "import", lines], { DATABASE_URL: `sqlite:${database}` });
}

export async function removeDatabase(file: string): Promise<void> {
  for (const end of ["", "-wal", "-shm"]) await rm(file + end, { force: true });
}

export function listRows<Row>(file: string, text: string): Row[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare<[], Row>(text).all();
  } finally {
    database.close();
  }
}
