import { availableParallelism } from "node:os";
import { warmBodies } from "../measure-operation.js";
import { renderTable, toRatio } from "../report/render-results.js";
import { type ServerProcess, startServer } from "../server-process.js";
import { median } from "../statistics.js";
import { LoadTool } from "../workers/load.js";
import { listServingProcesses, readProcessTimes } from "../workers/process-times.js";
import { ensurePostgresDatabase } from "./databases.js";
import type { PostgresBenchOptions } from "./options.js";
import { openPostgres } from "./postgres.js";
import { describeRun } from "./report.js";
import { readPostgresOperations, warmSeconds } from "./run-contenders.js";

const workers = 2;
const posts = 10_000;

interface Candidate {
  title: string;
  server: ServerProcess;
  bodies: readonly string[];
  rounds: Measurement[];
}

interface Wanted {
  url: string;
  bodies: readonly string[];
  isCached: boolean;
  count: number;
}

interface Measurement {
  perClockSecond: number;
  /** What the serving processes' CPU would do on all cores, were they free. */
  byCpu: number;
  /** As tests/bench/workers.ts has it: the waiting for a core taken off, and no more than `byCpu`. */
  capacity: number;
  cpuPerAnswer: number;
}

/** How many post pages two processes answer on two cores, as a multiple of one; without the cache and from it. */
export async function measureWorkers(options: PostgresBenchOptions): Promise<string> {
  const postgres = await openPostgres("postgres");
  const candidates: Candidate[] = [];
  try {
    const url = await ensurePostgresDatabase(postgres, { ...options, posts });
    const [operation] = await readPostgresOperations(url, ["PostPage"]);
    const bodies = operation?.bodies ?? [];
    for (const isCached of [false, true]) {
      for (const count of [1, workers]) candidates.push(await start({ url, bodies, isCached, count }));
    }
    for (const candidate of candidates)
      await measure(candidate, { ...options, seconds: workers * warmSeconds });
    for (let round = 0; round < options.rounds; round += 1) {
      for (const candidate of candidates) candidate.rounds.push(await measure(candidate, options));
    }
    return [...describeRun("Two servers on two cores against one", options), ...render(candidates)].join(
      "\n",
    );
  } finally {
    for (const { server } of candidates) await server.stop();
    await postgres.stop();
  }
}

async function start({ url, bodies, isCached, count }: Wanted): Promise<Candidate> {
  const server = await startServer(["dist/main.js"], {
    DATABASE_URL: url,
    SEEDS: "none",
    LOG_LEVEL: "warn",
    WORKERS: String(count),
    ...(!isCached && { CACHE_MAX_BYTES: "0" }),
  });
  return {
    title: `WORKERS=${count}, ${isCached ? "from the cache" : "no cache"}`,
    server,
    bodies: isCached ? bodies.slice(0, warmBodies) : bodies,
    rounds: [],
  };
}

async function measure(
  { server, bodies }: Candidate,
  { seconds, connections }: Pick<PostgresBenchOptions, "seconds" | "connections">,
): Promise<Measurement> {
  // Opened anew each time: the server ends connections on which no request comes.
  const tool = await LoadTool.open({ url: `http://127.0.0.1:${server.port}`, bodies, connections });
  const processes = listServingProcesses(server.pid);
  const before = processes.map(readProcessTimes);
  const begin = performance.now();
  const answers = await tool.run(seconds * 1_000);
  const clock = (performance.now() - begin) / 1_000;
  const spent = processes.map((pid, index) => {
    const { cpu, queued } = readProcessTimes(pid);
    return { cpu: cpu - (before[index]?.cpu ?? 0), queued: queued - (before[index]?.queued ?? 0) };
  });
  tool.close();
  const cpu = sum(spent.map((times) => times.cpu));
  const ownTime = clock - sum(spent.map(({ queued }) => queued)) / processes.length;
  const byCpu = (answers * Math.min(processes.length, availableParallelism())) / cpu;
  return {
    perClockSecond: answers / clock,
    byCpu,
    capacity: Math.min(answers / ownTime, byCpu),
    cpuPerAnswer: (cpu * 1_000) / answers,
  };
}

function render(candidates: readonly Candidate[]): string[] {
  const keys = ["perClockSecond", "capacity", "byCpu"] as const;
  const of = (rounds: readonly Measurement[], key: keyof Measurement) =>
    median(rounds.map((one) => one[key]));
  const rows = candidates.map(({ title, rounds }, place) => {
    const base = candidates[place - (place % 2)]?.rounds ?? [];
    const ratios = keys.map((key) =>
      toRatio(median(rounds.map((one, round) => one[key] / (base[round]?.[key] ?? Number.NaN)))),
    );
    const rates = keys.map((key) => of(rounds, key).toFixed(0));
    return [title, ...rates, of(rounds, "cpuPerAnswer").toFixed(3), ...ratios];
  });
  const head = [
    "servers",
    "answers/s by the clock",
    "capacity/s",
    "answers/s by server CPU",
    "server CPU ms",
  ];
  return [
    "PostPage over 10,000 posts. All share the two cores: one or two servers, PostgreSQL and the load tool, so that the clock measures their competition. Capacity takes off the time that a server waited for a core (as `tests/bench/workers.ts`), not what it waited for PostgreSQL; by server CPU is what its CPU would answer on a core of its own for each process. To reach: 1.6.",
    "",
    ...renderTable([...head, "× clock", "× capacity", "× by CPU"], rows),
    "",
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
