import "reflect-metadata";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PostgresServer } from "../../support/postgres/postgres-server.js";
import { crash, crashSettings } from "./crash.js";
import { type KillRoundsOptions, type RoundReport, runKillRounds } from "./kill-rounds.js";

const usage = `usage: npx tsx tests/doctor/kill-rounds/main.ts [--rounds N] [--seed S] [--crash]

Kills processes (SIGKILL) of the built program while one imports, N times (100 unless told) on each engine, and looks
each time whether the graph is consistent and the import is there whole or not at all. With --crash, processes of
PostgreSQL are killed instead. The seed is printed. Ends with 1 at the first round that leaves anything behind.
`;

interface Run {
  rounds: number;
  seed: number;
  isCrash: boolean;
}

function parseRun(): Run | undefined {
  try {
    const options = {
      rounds: { type: "string" },
      seed: { type: "string" },
      crash: { type: "boolean" },
    } as const;
    const {
      rounds = "100",
      seed = String(Math.floor(Math.random() * 2 ** 31)),
      ...rest
    } = parseArgs({
      options,
    }).values;
    if (![rounds, seed].every((number) => /^\d{1,15}$/.test(number))) return undefined;
    return { rounds: Number(rounds), seed: Number(seed), isCrash: rest.crash ?? false };
  } catch {
    return undefined;
  }
}

async function run({ rounds, seed, isCrash }: Run): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "colloquy-rounds-"));
  const server = await PostgresServer.create({ settings: crashSettings });
  const common = { folder, rounds, seed, onRound: print };
  const ofProcesses = ["importer", "importer", "importer", "server"] as const;
  try {
    if (isCrash) {
      await runOn("PostgreSQL", {
        ...common,
        url: server.url(),
        targets: ["postmaster", "backend"],
        crash: (target) => crash(server, target),
      });
      return;
    }
    const file = `sqlite:${join(folder, "rounds.sqlite")}`;
    await runOn("SQLite", { ...common, url: file, targets: ofProcesses });
    await runOn("PostgreSQL", { ...common, url: server.url(), targets: ofProcesses });
  } finally {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runOn(engine: string, options: KillRoundsOptions): Promise<void> {
  process.stdout.write(`${engine}: ${options.rounds} rounds, seed ${options.seed}\n`);
  const reports = await runKillRounds(options);
  const written = reports.filter(({ isWritten }) => isWritten).length;
  process.stdout.write(
    `${engine}: ${reports.length} rounds left a consistent graph; ${written} imports were written\n`,
  );
}

function print({ round, target, milliseconds, end, isWritten }: RoundReport): void {
  const said = end.end === "failed" ? end.message : end.end;
  const state = isWritten ? "written" : "as it was before";
  process.stdout.write(`${round}: ${target} killed after ${milliseconds} ms; ${state}; ${said}\n`);
}

const asked = parseRun();
if (!asked) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else if (!existsSync("dist/cli.js")) {
  process.stderr.write("dist/cli.js is not there: run npm run build before, in the folder of the checkout\n");
  process.exitCode = 1;
} else {
  await run(asked).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
