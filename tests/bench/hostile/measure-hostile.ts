import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { colloquy } from "../contenders/contenders.js";
import { ensureDatabase, listRows } from "../databases.js";
import { readOperations } from "../operations.js";
import { toNumber } from "../options.js";
import { type ServerProcess, startServer } from "../server-process.js";
import { median } from "../statistics.js";
import { Clients } from "./client.js";
import { takeHostileRequest } from "./hostile-requests.js";

const clientCount = 16;
/** One request in so many is hostile. */
const share = 10;
const rounds = 3;
const mostSlowdown = 2;
const settleMilliseconds = 2_000;

interface Round {
  answers: number;
  p50: number;
  p99: number;
  hostile: number;
  megabytes: number;
}

/**
 * Loads one server by 16 clients, by turns with and without one hostile request in ten, and prints what that does to the others.
 *
 * Budgets are off: all load comes from one address, and they would stop the hostile ones.
 * @throws {Error} when an honest request is not answered, or a hostile one meets a fault of the server.
 */
export async function runHostileBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      hostile: { type: "boolean" },
      posts: { type: "string", default: "10000" },
      seconds: { type: "string", default: "60" },
    },
  });
  const database = await ensureDatabase({ posts: toNumber(values.posts), seed: 1, isFresh: false });
  const operations = await readOperations(async (text) => listRows(database, text), {
    names: ["PostPage", "TagPage", "ExpertPage"],
    bodies: 20_000,
  });
  const bodies = Array.from({ length: 60_000 }, (_, index) => {
    const of = operations[index % operations.length]?.bodies ?? [];
    return of[Math.floor(index / operations.length) % of.length] ?? "";
  });
  const server = await startServer(colloquy, {
    DATABASE_URL: `sqlite:${database}`,
    SEEDS: "none",
    LOG_LEVEL: "warn",
  });
  try {
    const seconds = toNumber(values.seconds) / rounds;
    await load(server, bodies, { seconds: 5, isHostile: true });
    const honest: Round[] = [];
    const mixed: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      honest.push(await load(server, bodies, { seconds, isHostile: false }));
      mixed.push(await load(server, bodies, { seconds, isHostile: true }));
    }
    process.stdout.write(render(honest, mixed));
  } finally {
    await server.stop();
  }
}

async function load(
  server: ServerProcess,
  bodies: readonly string[],
  { seconds, isHostile }: { seconds: number; isHostile: boolean },
): Promise<Round> {
  const clients = new Clients(server.port);
  const end = performance.now() + seconds * 1_000;
  const latencies: number[] = [];
  const stalled: Promise<number>[] = [];
  let [asked, hostile] = [0, 0];
  const run = async () => {
    while (performance.now() < end) {
      asked += 1;
      if (isHostile && asked % share === 0) {
        hostile += 1;
        const request = takeHostileRequest(hostile);
        const attack = clients.attack(request);
        // A client that means well would stand still beside it.
        if (request.stallsFor === undefined) await attack;
        else stalled.push(attack);
      } else latencies.push(await clients.askHonestly(bodies[asked % bodies.length] ?? ""));
    }
  };
  await Promise.all(Array.from({ length: clientCount }, run));
  await Promise.all(stalled);
  clients.close();
  await setTimeout(settleMilliseconds);
  const sorted = latencies.sort((one, other) => one - other);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  const megabytes = server.readAnonymousMegabytes();
  return { answers: sorted.length, p50: at(0.5), p99: at(0.99), hostile, megabytes };
}

function render(honest: readonly Round[], mixed: readonly Round[]): string {
  const row = (what: string, list: readonly Round[]) =>
    `| ${what} | ${list.map(({ answers }) => answers).join(", ")} | ${list.map(({ hostile }) => hostile).join(", ")} | ${list
      .map(({ p50 }) => p50.toFixed(1))
      .join(
        ", ",
      )} | ${list.map(({ p99 }) => p99.toFixed(1)).join(", ")} | ${list.map(({ megabytes }) => megabytes.toFixed(0)).join(", ")} |`;
  const slowdown = median(mixed.map(({ p99 }, index) => p99 / (honest[index]?.p99 ?? 1)));
  return `${[
    "| round by round | honest answers | hostile requests | p50 ms of the honest | p99 ms of the honest | MB at the end |",
    "| --- | --: | --: | --: | --: | --: |",
    row("honest alone", honest),
    row("one in ten hostile", mixed),
    "",
    `p99 with the hostile ÷ without: ${slowdown.toFixed(2)}; to reach: ≤ ${mostSlowdown}.`,
  ].join("\n")}\n`;
}
