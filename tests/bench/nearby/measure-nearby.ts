import { colloquy } from "../contenders/contenders.js";
import { type LoadOptions, measureOperation, type Rounds, type Running } from "../measure-operation.js";
import { renderTable, toRatio, withCommas } from "../report/render-results.js";
import { startServer } from "../server-process.js";
import { median, medianRatio } from "../statistics.js";
import { askForNearest, clinicCounts } from "./clinics.js";

const mostGrowth = 1.5;

/** Asks servers over databases with few and with many clinics for the nearest, side by side. */
export async function measureNearby(
  openDatabase: (count: number) => Promise<string>,
  options: LoadOptions,
): Promise<string> {
  const running: Running[] = [];
  try {
    for (const count of clinicCounts) {
      const server = await startServer(colloquy, {
        DATABASE_URL: await openDatabase(count),
        SEEDS: "none",
        LOG_LEVEL: "warn",
        CACHE_MAX_BYTES: "0",
      });
      running.push({ contender: { letter: String(count), title: "Colloquy", args: colloquy }, server });
    }
    return renderNearby(await measureOperation(askForNearest(), running, options));
  } finally {
    for (const { server } of running) await server.stop();
  }
}

function renderNearby(rounds: Rounds): string {
  const of = (count: number, key: "p50" | "cpuMilliseconds" | "requestsPerSecond") =>
    (rounds.get(String(count)) ?? []).map((round) => round[key]);
  const rows = clinicCounts.map((count) => [
    withCommas(count),
    median(of(count, "requestsPerSecond")).toFixed(0),
    median(of(count, "p50")).toFixed(2),
    median(of(count, "cpuMilliseconds")).toFixed(3),
  ]);
  const [few, many] = clinicCounts;
  const growth = medianRatio(of(many, "p50"), of(few, "p50"));
  return [
    "## Nearest 20 clinics",
    "",
    ...renderTable(["clinics", "req/s", "p50 ms", "server CPU ms/req"], rows),
    "",
    `p50 among ${withCommas(many)} ÷ among ${withCommas(few)}: ${toRatio(growth)}; to reach: ≤ ${mostGrowth}.`,
    "",
  ].join("\n");
}
