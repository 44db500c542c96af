/**
 * How many post pages a second WORKERS=2 answers on two cores, as a multiple of WORKERS=1.
 *
 *     npm run build && npx tsx tests/bench/workers.ts [DATABASE_FILE]
 *
 * Both servers run the built program over the same kind of database (that file, else the seeds), response cache off,
 * and are loaded in turns over 16 connections that stay open, each round first one and then the other. The load tool
 * and whatever else runs here compete with them for the cores, so answers per second of the clock would measure the
 * competition. Instead the time for which the scheduler let a server's main thread wait for a core is taken off:
 *
 *     own time    = clock time − time queued for a core, the mean of the serving processes
 *     by own time = answers ÷ own time
 *     by CPU      = answers × cores ÷ CPU of all threads of all serving processes
 *     capacity    = the smaller of the two
 *
 * Own time counts against a server all that it cannot do in parallel: waiting for locks or the disk, and a worker with
 * too few connections, but also the times in which the load tool was late, so that it errs on the low side. The bound by
 * CPU matters when the garbage collector's threads of two processes want more than two cores have. What processes
 * take from each other in caches and memory shows in both, what others take from them too: on a machine with other work
 * the best rounds say more than the median. Linux only.
 */
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { LoadTool } from "./workers/load.js";
import { listServingProcesses, readProcessTimes } from "./workers/process-times.js";

const workers = 2;
const connections = 16;
const rounds = 7;
const roundMilliseconds = 3_000;

interface Candidate {
  name: string;
  server: BuiltServer;
  tool: LoadTool;
  rounds: Measurement[];
}

interface Measurement {
  capacity: number;
  perClockSecond: number;
  /** Milliseconds of all serving processes. */
  cpuPerAnswer: number;
  /** Of the clock time, how much the serving processes spent with nothing to do, on the average. */
  idleShare: number;
  /** The part of the serving CPU that the busiest process had. */
  largestShare: number;
  loadToolCores: number;
}

const document = await readFile(
  new URL("../../schema/operations/01-post-page.graphql", import.meta.url),
  "utf8",
);
const candidates: Candidate[] = [];
try {
  for (const count of [1, workers]) candidates.push(await startCandidate(count));
  for (const { tool } of candidates) await tool.run(roundMilliseconds);
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of candidates) candidate.rounds.push(await measure(candidate));
  }
  print();
} finally {
  for (const { tool, server } of candidates) {
    tool.close();
    await server.stop();
  }
}

async function startCandidate(count: number): Promise<Candidate> {
  const file = process.argv[2];
  const server = await startBuiltServer({
    WORKERS: String(count),
    CACHE_MAX_BYTES: "0",
    ...(file && { DATABASE_URL: `sqlite:${file}` }),
  });
  const { body } = await server.ask("{ posts(first: 100) { nodes { slug } } }");
  const bodies = body.data.posts.nodes.map(({ slug }: { slug: string }) =>
    JSON.stringify({ query: document, variables: { slug } }),
  );
  const tool = await LoadTool.open({ url: server.url, bodies, connections });
  return { name: `WORKERS=${count}`, server, tool, rounds: [] };
}

async function measure({ server, tool }: Candidate): Promise<Measurement> {
  const processes = listServingProcesses(server.child.pid ?? 0);
  const before = processes.map(readProcessTimes);
  const toolBefore = process.cpuUsage();
  const start = performance.now();
  const answers = await tool.run(roundMilliseconds);
  const clock = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(toolBefore);
  const spent = processes.map((pid, index) => {
    const { cpu, queued } = readProcessTimes(pid);
    return { cpu: cpu - (before[index]?.cpu ?? 0), queued: queued - (before[index]?.queued ?? 0) };
  });
  const cpu = sum(spent.map((times) => times.cpu));
  const ownTime = clock - sum(spent.map(({ queued }) => queued)) / processes.length;
  const byOwnTime = answers / ownTime;
  const byCpu = (answers * availableParallelism()) / cpu;
  return {
    capacity: Math.min(byOwnTime, byCpu),
    perClockSecond: answers / clock,
    cpuPerAnswer: (cpu * 1000) / answers,
    idleShare: Math.max(0, ownTime - cpu / processes.length) / clock,
    largestShare: Math.max(...spent.map((times) => times.cpu)) / cpu,
    loadToolCores: (user + system) / 1e6 / clock,
  };
}

function print(): void {
  const lines = candidates.map(({ name, rounds: measured }) => {
    const middle = (key: keyof Measurement, digits: number) =>
      median(measured.map((one) => one[key])).toFixed(digits);
    const capacities = measured.map(({ capacity }) => capacity);
    return [
      `${name}  capacity ${middle("capacity", 0)}/s (${Math.min(...capacities).toFixed(0)} to ${Math.max(...capacities).toFixed(0)})`,
      `${middle("perClockSecond", 0)}/s by the clock`,
      `${middle("cpuPerAnswer", 2)} ms CPU an answer`,
      `busiest process ${middle("largestShare", 2)} of it`,
      `idle ${middle("idleShare", 2)}`,
      `load tool ${middle("loadToolCores", 2)} cores`,
    ].join(", ");
  });
  const [one, several] = candidates.map(({ rounds: measured }) => measured);
  const ratio = (key: "capacity" | "perClockSecond") =>
    median(
      (several ?? []).map((measured, round) => measured[key] / (one?.[round]?.[key] ?? Number.NaN)),
    ).toFixed(2);
  const best = (measured: Measurement[] = []) => Math.max(...measured.map(({ capacity }) => capacity));
  const summary = [
    `WORKERS=${workers} ÷ WORKERS=1: capacity ${ratio("capacity")} (median of the rounds)`,
    `${(best(several) / best(one)).toFixed(2)} (best round of each)`,
    `by the clock ${ratio("perClockSecond")}`,
  ].join(", ");
  process.stdout.write(`${[...lines, summary].join("\n")}\n`);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
