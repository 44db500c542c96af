import type { Contender } from "../contenders/contenders.js";
import type { ImportResult } from "../import/measure-import.js";
import type { Round, Rounds } from "../measure-operation.js";
import { median, medianRatio, spread } from "../statistics.js";

/** Everything that a run has measured at one size. */
export interface SizeResult {
  posts: number;
  /** By the operation's name; `bytes` is the mean size of an answer. */
  operations: Map<string, { rounds: Rounds; bytes: number }>;
  /** Milliseconds from spawn to `listening`, one for each start of Colloquy. */
  starts: number[];
}

export interface BenchResults {
  environment: readonly string[];
  contenders: readonly Contender[];
  sizes: readonly SizeResult[];
  imports: readonly ImportResult[];
}

/** The results as Markdown tables. */
export function renderResults({ environment, contenders, sizes, imports }: BenchResults): string {
  const sections = [
    ["# Results of the benchmark", "", "Written by `npm run bench`.", "", ...environment.map(toItem)],
    ["## Contenders", "", ...contenders.map(describe)],
    ...sizes.map(renderSize),
    ["## Start and import", "", ...renderStarts(sizes), ...renderImports(imports)],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function toItem(text: string): string {
  return `- ${text}`;
}

function describe({ letter, title }: Contender): string {
  return toItem(`**(${letter})** ${title}`);
}

const headings = [
  "operation",
  "",
  "req/s",
  "±",
  "p50 ms",
  "p99 ms",
  "CPU ms/req",
  "±",
  "req/s ÷ a",
  "a's CPU ÷ its",
  "peak MB",
  "load CPU",
];

function renderSize({ posts, operations }: SizeResult): string[] {
  const rows = [...operations].flatMap(([name, { rounds, bytes }]) =>
    [...rounds].map(([letter, measured], place) => [
      place === 0 ? `${name} (${(bytes / 1_000).toFixed(1)} kB)` : "",
      letter,
      ...renderRounds(measured, rounds.get("a")),
    ]),
  );
  return [`## ${withCommas(posts)} posts`, "", ...renderTable(headings, rows)];
}

function renderRounds(measured: readonly Round[], floor: readonly Round[] = []): string[] {
  const of = (key: keyof Round, rounds = measured) => rounds.map((round) => round[key]);
  const show = (key: keyof Round, digits: number) => median(of(key)).toFixed(digits);
  return [
    show("requestsPerSecond", 0),
    toPercent(spread(of("requestsPerSecond"))),
    show("p50", 2),
    show("p99", 2),
    show("cpuMilliseconds", 3),
    toPercent(spread(of("cpuMilliseconds"))),
    toRatio(medianRatio(of("requestsPerSecond"), of("requestsPerSecond", floor))),
    toRatio(medianRatio(of("cpuMilliseconds", floor), of("cpuMilliseconds"))),
    Math.max(...of("peakMegabytes")).toFixed(0),
    toPercent(median(of("loadCpu"))),
  ];
}

function renderStarts(sizes: readonly SizeResult[]): string[] {
  return sizes.map(({ posts, starts }) => {
    const milliseconds = median(starts).toFixed(0);
    return toItem(
      `From spawn to \`listening\` over ${withCommas(posts)} posts: ${milliseconds} ms, median of ${starts.length}.`,
    );
  });
}

function renderImports(imports: readonly ImportResult[]): string[] {
  return imports.map(({ posts, importSeconds, bareSeconds, peakMegabytes }) => {
    const show = (seconds: number) => `${seconds.toFixed(1)} s (${(posts / seconds).toFixed(0)} posts/s)`;
    const ratio = toRatio(bareSeconds / importSeconds);
    return toItem(
      `Import of ${withCommas(posts)} posts by JSONL: ${show(importSeconds)}, peak RssAnon ${peakMegabytes.toFixed(0)} MB; a bare loop of prepared statements over the same rows: ${show(bareSeconds)}; ratio of the rates ${ratio}.`,
    );
  });
}

export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "--:"))), ...rows.map(line)];
}

export function toRatio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : "–";
}

export function withCommas(count: number): string {
  return count.toLocaleString("en");
}

function toPercent(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}
