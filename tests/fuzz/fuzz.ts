import "reflect-metadata";
import { parseArgs } from "node:util";
import { listEngines, nameEngines } from "../support/engines.js";
import { findPostgres } from "../support/postgres/find-postgres.js";
import { openFuzzTarget } from "./open-fuzz-target.js";
import { emptyTally, type FuzzTarget, runOperations } from "./run-operations.js";

const usage = `usage: npm run fuzz -- [--count N] [--seed S] [--from N]

Runs N random operations (1000 unless told) through both exits of both engines and compares the answers; where
PostgreSQL is not there, it says so and compares those of SQLite. The seed is printed; with it and
--from, a difference can be run again alone. Ends with 1 when answers differ.
`;

const reportEvery = 500;

interface Run {
  seed: number;
  from: number;
  to: number;
}

function parseRun(): Run | undefined {
  try {
    const options = {
      count: { type: "string" },
      seed: { type: "string" },
      from: { type: "string" },
    } as const;
    const { count = "1000", seed, from = "0" } = parseArgs({ options }).values;
    const numbers = [count, seed ?? "0", from].map(Number);
    if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) return undefined;
    const first = Number(from);
    return {
      seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(seed),
      from: first,
      to: first + Number(count),
    };
  } catch {
    return undefined;
  }
}

async function fuzz(run: Run): Promise<void> {
  process.env.TEST_POSTGRES_TEMPLATE ??= `colloquy_template_${process.pid}`;
  const server = await findPostgres();
  try {
    process.stdout.write(
      `both exits of ${nameEngines()}: seed ${run.seed}, operations ${run.from} to ${run.to}\n`,
    );
    const target = await openFuzzTarget(listEngines());
    await compare(target, run).finally(() => target.close());
  } finally {
    await server?.remove();
  }
}

async function compare(target: FuzzTarget, { seed, from, to }: Run): Promise<void> {
  const tally = emptyTally();
  const started = performance.now();
  for (let next = from; next < to; next += reportEvery) {
    await runOperations(target, { seed, from: next, to: Math.min(next + reportEvery, to) }, tally);
    const seconds = (performance.now() - started) / 1000;
    const rate = (tally.operations / seconds).toFixed(0);
    process.stdout.write(`${tally.operations} operations, ${rate} a second: ${JSON.stringify(tally)}\n`);
  }
}

const run = parseRun();
if (run) {
  await fuzz(run).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
