import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { postgresMigrations } from "../../../src/database/migrations/postgres/index.js";
import { generatorVersion } from "../../../src/generating/generate-content.js";
import type { PostgresServer } from "../../support/postgres/postgres-server.js";
import { ensureLines } from "../databases.js";
import { ensureClinicLines } from "../nearby/clinics.js";
import { runProgram } from "../programs.js";
import { queryOnce } from "./postgres.js";

/** How a database was made; kept in the database itself. */
export interface Making {
  importSeconds: number;
  peakMegabytes: number;
  /** Imports, one after the other. */
  parts: number;
}

interface Wanted {
  posts: number;
  seed: number;
  isFresh: boolean;
}

/** An import is one transaction: beyond this, what it has written makes it slower and slower, and is lost at a fault. */
const mostInOneImport = 200_000;
const linesPerPart = 50_000;

const leastRoom = 10e9;

/** URL of the database with so many posts, filled by the real importer unless it is there; goes on where it was stopped. */
export async function ensurePostgresDatabase(server: PostgresServer, wanted: Wanted): Promise<string> {
  const name = toName(wanted);
  const making = `${name}_making`;
  if (wanted.isFresh) {
    for (const each of [name, making]) await queryOnce(server.url(), `DROP DATABASE IF EXISTS ${each}`);
  }
  if (await exists(server, name)) return server.url(name);
  if (!(await exists(server, making))) await queryOnce(server.url(), `CREATE DATABASE ${making}`);
  await fill(server.url(making), await ensureLines(wanted), wanted.posts);
  await queryOnce(server.url(making), "VACUUM (FREEZE, ANALYZE)");
  // Its name says that it is whole.
  await queryOnce(server.url(), `ALTER DATABASE ${making} RENAME TO ${name}`);
  return server.url(name);
}

/** URL of a database with so many clinics and nothing else. */
export async function ensureClinicDatabase(server: PostgresServer, count: number): Promise<string> {
  const name = `bench_clinics_${newestSchema()}_${count}`;
  if (await exists(server, name)) return server.url(name);
  const making = `${name}_making`;
  await queryOnce(server.url(), `DROP DATABASE IF EXISTS ${making}`);
  await queryOnce(server.url(), `CREATE DATABASE ${making}`);
  await runProgram(["dist/cli.js", "import", await ensureClinicLines(count)], {
    DATABASE_URL: server.url(making),
  });
  await queryOnce(server.url(making), "VACUUM (FREEZE, ANALYZE)");
  await queryOnce(server.url(), `ALTER DATABASE ${making} RENAME TO ${name}`);
  return server.url(name);
}

/** What a database is made of; a change of generator or schema makes another one. */
function toName({ posts, seed }: Wanted): string {
  return `bench_v${generatorVersion}_${newestSchema()}_${posts}_${seed}`;
}

function newestSchema(): string {
  const [schema = ""] = /\d+$/.exec(postgresMigrations.at(-1)?.name ?? "") ?? [];
  return schema;
}

async function exists(server: PostgresServer, name: string): Promise<boolean> {
  return (await queryOnce(server.url(), `SELECT 1 FROM pg_database WHERE datname = '${name}'`)).length > 0;
}

/** Imports as an operator does, part by part. @throws {Error} when posts are missing in the end. */
async function fill(url: string, lines: string, posts: number): Promise<void> {
  await queryOnce(
    url,
    "CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE IF NOT EXISTS bench.part (name text PRIMARY KEY, seconds float8, megabytes float8)",
  );
  const folder = `${lines}.parts`;
  if (posts > mostInOneImport) {
    for (const name of await split(lines, folder)) {
      await assertRoom(folder);
      await importPart(url, name, [0, 1]);
      await rm(name);
    }
    const rest = `${lines}.rest.jsonl`;
    await writeRest(url, lines, rest);
    await importPart(url, rest, [0]);
    await rm(rest);
  } else await importPart(url, lines, [0]);
  const count = await readNumber(url, "SELECT count(*)::integer AS number FROM post");
  if (count !== posts) throw new Error(`There are ${count} posts, not ${posts}.`);
  await rm(folder, { recursive: true, force: true });
}

/** @throws {Error} when the disk is nearly full: others write to it as well. */
async function assertRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < leastRoom) throw new Error("There are less than 10 GB left on the disk.");
}

async function importPart(url: string, name: string, acceptedCodes: readonly number[]): Promise<void> {
  const done = await queryOnce(url, `SELECT 1 FROM bench.part WHERE name = '${name}'`);
  if (done.length > 0) return;
  const before = await readLastChange(url);
  const run = await runProgram(["dist/cli.js", "import", name], { DATABASE_URL: url }, acceptedCodes);
  // An import that refuses some posts ends as one that fails.
  if ((await readLastChange(url)) === before) throw new Error(`The import of ${name} wrote nothing.`);
  await queryOnce(url, `INSERT INTO bench.part VALUES ('${name}', ${run.seconds}, ${run.peakMegabytes})`);
}

/** 0 where there is no schema yet. */
async function readLastChange(url: string): Promise<number> {
  const [table] = await queryOnce<{ name: string | null }>(
    url,
    "SELECT to_regclass('change_log')::text AS name",
  );
  if (!table?.name) return 0;
  return await readNumber(url, "SELECT coalesce(max(sequence), 0) AS number FROM change_log");
}

async function readNumber(url: string, text: string): Promise<number> {
  const [row] = await queryOnce<{ number: number }>(url, text);
  return row?.number ?? 0;
}

/** Posts that link to posts of a later part are refused with it, and whatever links to them: they come last, together. */
async function writeRest(url: string, lines: string, file: string): Promise<void> {
  const known = new Set((await queryOnce(url, "SELECT slug FROM post")).map(({ slug }) => slug));
  const output = createWriteStream(file);
  for await (const line of createInterface({ input: createReadStream(lines) })) {
    const [, slug] = /^\{"type":"post","slug":"([^"]+)"/.exec(line) ?? [];
    if (slug !== undefined && !known.has(slug) && !output.write(`${line}\n`)) await once(output, "drain");
  }
  output.end();
  await once(output, "finish");
}

/** Files of so many lines, in order. */
async function split(lines: string, folder: string): Promise<string[]> {
  if (!existsSync(folder)) {
    await rm(`${folder}.new`, { recursive: true, force: true });
    await mkdir(`${folder}.new`);
    const args = ["--lines", `${linesPerPart}`, "--numeric-suffixes", "--suffix-length", "3"];
    execFileSync("split", [...args, "--additional-suffix", ".jsonl", lines, `${folder}.new/`]);
    await rename(`${folder}.new`, folder);
  }
  return (await readdir(folder)).toSorted().map((name) => join(folder, name));
}

export async function readMaking(url: string): Promise<Making | undefined> {
  const [making] = await queryOnce<Making & { [column: string]: unknown }>(
    url,
    'SELECT sum(seconds) AS "importSeconds", max(megabytes) AS "peakMegabytes", count(*)::integer AS parts FROM bench.part',
  );
  return making;
}
