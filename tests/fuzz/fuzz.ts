import "reflect-metadata";
import { parseArgs } from "node:util";
import { PostgresServer } from "../support/postgres/postgres-server.js";
import { openFuzzTarget } from "./open-fuzz-target.js";
import { emptyTally, runOperations } from "./run-operations.js";

const usage = `usage: npm run fuzz -- [--count N] [--seed S] [--from N]

Runs N random operations (1000 unless told) through both exits of both engines and compares the answers. The seed
is printed; with it and --from, a difference can be run again alone. Ends with 1 when answers differ.
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

async function fuzz({ seed, from, to }: Run): Promise<void> {
  process.stdout.write(`seed ${seed}, operations ${from} to ${to}\n`);
  const server = process.env.TEST_POSTGRES_URL ? undefined : await PostgresServer.create();
  process.env.TEST_POSTGRES_URL ??= server?.url();
  process.env.TEST_POSTGRES_TEMPLATE ??= `colloquy_template_${process.pid}`;
  const target = await openFuzzTarget(["SQLite", "PostgreSQL"]);
  const tally = emptyTally();
  const started = performance.now();
  for (let next = from; next < to; next += reportEvery) {
    await runOperations(target, { seed, from: next, to: Math.min(next + reportEvery, to) }, tally);
    const seconds = (performance.now() - started) / 1000;
    const rate = (tally.operations / seconds).toFixed(0);
    process.stdout.write(`${tally.operations} operations, ${rate} a second: ${JSON.stringify(tally)}\n`);
  }
  await target.close();
  await server?.remove();
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
