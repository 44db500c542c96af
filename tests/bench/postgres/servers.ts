import { warmBodies } from "../measure-operation.js";
import { renderTable, toRatio } from "../report/render-results.js";
import { readFamilyCpu, type ServerProcess, startServer } from "../server-process.js";
import { median, medianRatio, spread } from "../statistics.js";
import { limitCpu } from "../workers/limit-cpu.js";
import { LoadTool } from "../workers/load.js";
import { ensurePostgresDatabase } from "./databases.js";
import type { PostgresBenchOptions } from "./options.js";
import { openPostgres } from "./postgres.js";
import { describeRun } from "./report.js";
import { readPostgresOperations, warmSeconds } from "./run-contenders.js";

const posts = 10_000;
const wanted = 1.6;

/** Of one core, for each server: so PostgreSQL and the load have more than they need, and servers do not compete. */
const share = 0.25;

interface Candidate {
  title: string;
  servers: readonly ServerProcess[];
  bodies: readonly string[];
  rounds: Measurement[];
}

interface Measurement {
  perSecond: number;
  /** Milliseconds for one answer, of all servers together. */
  serverCpu: number;
  /** Cores that PostgreSQL was busy on, and the load. */
  databaseCores: number;
  loadCores: number;
}

/** How many post pages two servers answer, each with a part of a core, as a multiple of one; without the cache and from it. */
export async function measureServers(options: PostgresBenchOptions): Promise<string> {
  const postgres = await openPostgres("postgres");
  const candidates: Candidate[] = [];
  const releases: (() => void)[] = [];
  try {
    const url = await ensurePostgresDatabase(postgres, { ...options, posts });
    const [operation] = await readPostgresOperations(url, ["PostPage"]);
    const bodies = operation?.bodies ?? [];
    for (const isCached of [false, true]) {
      const servers = [await start(url, isCached), await start(url, isCached)];
      const asked = isCached ? bodies.slice(0, warmBodies) : bodies;
      const kind = isCached ? "from the cache" : "no cache";
      candidates.push({
        title: `one server, ${kind}`,
        servers: servers.slice(0, 1),
        bodies: asked,
        rounds: [],
      });
      candidates.push({ title: `two servers, ${kind}`, servers, bodies: asked, rounds: [] });
    }
    const readDatabaseCpu = () => readFamilyCpu(postgres.pid ?? 0);
    for (const candidate of candidates) {
      if (candidate.servers.length === 1) continue;
      await measure(candidate, { ...options, seconds: 2 * warmSeconds, readDatabaseCpu });
      // What V8 compiles meanwhile would take a server's share for minutes.
      for (const server of candidate.servers) releases.push(limitCpu(server.pid, share));
    }
    for (let round = 0; round < options.rounds; round += 1) {
      for (const candidate of candidates)
        candidate.rounds.push(await measure(candidate, { ...options, readDatabaseCpu }));
    }
    return [...describeRun("Two servers against one", options), ...render(candidates)].join("\n");
  } finally {
    for (const server of new Set(candidates.flatMap(({ servers }) => servers))) await server.stop();
    for (const release of releases) release();
    await postgres.stop();
  }
}

async function start(url: string, isCached: boolean): Promise<ServerProcess> {
  return await startServer(["dist/main.js"], {
    DATABASE_URL: url,
    SEEDS: "none",
    LOG_LEVEL: "warn",
    ...(!isCached && { CACHE_MAX_BYTES: "0" }),
  });
}

async function measure(
  { servers, bodies }: Candidate,
  {
    seconds,
    connections,
    readDatabaseCpu,
  }: Pick<PostgresBenchOptions, "seconds" | "connections"> & { readDatabaseCpu: () => number },
): Promise<Measurement> {
  // Opened anew each time: a server ends connections on which no request comes.
  const tools = await Promise.all(
    servers.map(({ port }) => LoadTool.open({ url: `http://127.0.0.1:${port}`, bodies, connections })),
  );
  const readServerCpu = () => sum(servers.map((server) => server.readCpuMilliseconds()));
  const before = { server: readServerCpu(), database: readDatabaseCpu(), load: process.cpuUsage() };
  const begin = performance.now();
  const answers = sum(await Promise.all(tools.map((tool) => tool.run(seconds * 1_000))));
  const elapsed = performance.now() - begin;
  const { user, system } = process.cpuUsage(before.load);
  for (const tool of tools) tool.close();
  return {
    perSecond: (answers * 1_000) / elapsed,
    serverCpu: (readServerCpu() - before.server) / answers,
    databaseCores: (readDatabaseCpu() - before.database) / elapsed,
    loadCores: (user + system) / 1_000 / elapsed,
  };
}

function render(candidates: readonly Candidate[]): string[] {
  const rows = candidates.map(({ title, rounds }, place) => {
    const of = (key: keyof Measurement, all = rounds) => all.map((one) => one[key]);
    const one = candidates[place - (place % 2)]?.rounds ?? [];
    return [
      title,
      median(of("perSecond")).toFixed(0),
      `${(spread(of("perSecond")) * 100).toFixed(0)} %`,
      median(of("serverCpu")).toFixed(3),
      median(of("databaseCores")).toFixed(2),
      median(of("loadCores")).toFixed(2),
      toRatio(medianRatio(of("perSecond"), of("perSecond", one))),
    ];
  });
  const head = [
    "servers",
    "answers/s",
    "±",
    "server CPU ms/req",
    "PostgreSQL, cores",
    "load, cores",
    "÷ one",
  ];
  return [
    `PostPage over 10,000 posts. Each server has ${share} of a core (the kernel bounds its CPU time), because PostgreSQL and the load need the rest of the machine's two: two servers with a core each would measure how they compete. To reach: ≥ ${wanted}.`,
    "",
    ...renderTable(head, rows),
    "",
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
