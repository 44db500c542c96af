import type { Contender } from "./contenders/contenders.js";
import { runLoad, toHttpRequest } from "./load/load.js";
import type { Operation } from "./operations.js";
import type { BenchOptions } from "./options.js";
import { watchPeak } from "./programs.js";
import type { ServerProcess } from "./server-process.js";

/** A contender that listens, and the bodies that it is asked with. */
export interface Running {
  contender: Contender;
  server: ServerProcess;
}

/** One round of load. */
export interface Round {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  /** CPU time of the server for one request. */
  cpuMilliseconds: number;
  /** The same of the database; 0 where it is no server of its own. */
  databaseMilliseconds: number;
  peakMegabytes: number;
  /** CPU time of the load tool for one second: near 1 it is what limits. */
  loadCpu: number;
}

/** Rounds by the contender's letter, in the order in which they were run. */
export type Rounds = Map<string, Round[]>;

export interface LoadOptions extends Pick<BenchOptions, "rounds" | "seconds" | "connections"> {
  /** Of load before the first round; the second that SQLite's contenders need unless told. */
  warmSeconds?: number;
  /** Of load before each round, in which nothing is measured: V8 drops compiled code while a server waits for its turn. */
  leadSeconds?: number;
  /** CPU time of the database so far, in milliseconds. */
  readDatabaseCpu?: () => number;
}

/** Those that can answer an operation. */
export function listAble({ contenders }: Operation, running: readonly Running[]): Running[] {
  return running.filter(({ contender }) => contenders?.includes(contender.letter) ?? true);
}

/** How many different requests a warm contender gets. */
export const warmBodies = 20;

/** Loads each contender in turn, round by round, so that what disturbs the machine disturbs all. */
export async function measureOperation(
  operation: Operation,
  running: readonly Running[],
  options: LoadOptions,
): Promise<Rounds> {
  const { rounds, seconds, connections, readDatabaseCpu } = options;
  const { warmSeconds = Math.min(seconds, 1), leadSeconds = 0 } = options;
  const results: Rounds = new Map(running.map(({ contender }) => [contender.letter, []]));
  const loads = running.map(({ contender, server }) => {
    const bodies = contender.isWarm ? operation.bodies.slice(0, warmBodies) : operation.bodies;
    const requests = bodies.map((body) => toHttpRequest(contender.toBody?.(body) ?? body, contender.headers));
    return { letter: contender.letter, server, load: { port: server.port, requests, connections, seconds } };
  });
  for (const { load } of loads) await runLoad({ ...load, start: 0, seconds: warmSeconds });
  for (let round = 0; round < rounds; round += 1) {
    for (const { letter, server, load } of loads) {
      // Each round goes on with other variables where the last one began.
      const start = Math.floor((load.requests.length * round) / rounds);
      if (leadSeconds > 0) await runLoad({ ...load, start, seconds: leadSeconds });
      results.get(letter)?.push(await measureRound(server, { ...load, start }, readDatabaseCpu));
    }
  }
  return results;
}

async function measureRound(
  server: ServerProcess,
  load: Parameters<typeof runLoad>[0],
  readDatabaseCpu?: () => number,
): Promise<Round> {
  const watch = watchPeak(() => server.readAnonymousMegabytes());
  const serverBefore = server.readCpuMilliseconds();
  const databaseBefore = readDatabaseCpu?.() ?? 0;
  const loadBefore = process.cpuUsage();
  const { answers, seconds, latencies } = await runLoad(load);
  const { user, system } = process.cpuUsage(loadBefore);
  return {
    requestsPerSecond: answers / seconds,
    p50: latencies[Math.floor(answers * 0.5)] ?? 0,
    p99: latencies[Math.floor(answers * 0.99)] ?? 0,
    cpuMilliseconds: (server.readCpuMilliseconds() - serverBefore) / answers,
    databaseMilliseconds: ((readDatabaseCpu?.() ?? 0) - databaseBefore) / answers,
    peakMegabytes: watch.stop(),
    loadCpu: (user + system) / 1_000_000 / seconds,
  };
}
