import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";
import Database from "better-sqlite3";
import type { BenchOptions } from "../options.js";

const root = resolve(import.meta.dirname, "../../..");
const packages = [
  "better-sqlite3",
  "@apollo/server",
  "fastify",
  "graphql",
  "type-graphql",
  "typeorm",
  "dataloader",
];

/** Machine, versions and what was run, a line each. */
export function describeEnvironment({ rounds, seconds, connections, seed }: BenchOptions): string[] {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const versions = packages.map((name) => `${name} ${readVersion(name)}`);
  return [
    `Machine: ${cpus().length} × ${cpu?.model.trim()}, ${gigabytes} GB of memory, ${process.platform}`,
    `Node.js ${process.version}, SQLite ${readSqliteVersion()}, ${versions.join(", ")}`,
    `Date: ${new Date().toISOString().slice(0, 10)}`,
    `${rounds} rounds of ${seconds} s for each operation and contender, interleaved; ${connections} keep-alive connections; content of seed ${seed}`,
    "Medians over the rounds; ± is half the range over the median; ratios are medians of the ratios within a round",
    "Load: a generator on raw sockets (`tests/bench/load`), one thread; its own CPU stands in the last column",
    "Answers are compared byte by byte before anything is measured, but for (f); logs at level `warn`",
  ];
}

function readVersion(name: string): string {
  const text = readFileSync(resolve(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function readSqliteVersion(): string {
  return String(new Database(":memory:").prepare("SELECT sqlite_version()").pluck().get());
}
