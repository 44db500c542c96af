import type { ImportResult } from "../import/measure-import.js";
import type { Round, Rounds } from "../measure-operation.js";
import { median, medianRatio } from "../statistics.js";
import { type BenchResults, renderTable, type SizeResult, toRatio, withCommas } from "./render-results.js";

/** A number to reach, and what was measured. */
interface Target {
  what: string;
  wanted: string;
  measured: string;
  isMet: boolean;
}

/** The targets of the benchmark beside what this run measured. */
export function renderTargets({ sizes, imports }: BenchResults): string {
  const targets = [
    ...sizes.flatMap(listRatioTargets),
    ...listGrowthTargets(sizes),
    ...sizes.flatMap(listServerTargets),
    ...imports.flatMap(listImportTargets),
  ];
  const rows = targets.map(({ what, wanted, measured, isMet }) => [
    what,
    wanted,
    measured,
    isMet ? "yes" : "**no**",
  ]);
  return ["## Targets", "", ...renderTable(["what", "wanted", "measured", "met"], rows)].join("\n");
}

const ratios = [
  { of: "b", to: "a", wanted: 0.75 },
  { of: "b", to: "d", wanted: 4 },
  { of: "e", to: "f", wanted: 0.6 },
];

/** Most of a search is the engine's own work on all that is found, which grows with the posts. */
const isSearch = (name: string) => name.startsWith("Search");

const searchRatios = [{ of: "b", to: "a", wanted: 0.7 }];

function listRatioTargets({ posts, operations }: SizeResult): Target[] {
  return [...operations].flatMap(([name, { rounds }]) =>
    (isSearch(name) ? searchRatios : ratios).flatMap(({ of, to, wanted }) => {
      const [ours, theirs] = [rounds.get(of), rounds.get(to)];
      if (!ours || !theirs) return [];
      const what = `${withCommas(posts)} posts, ${name}, ${of} ÷ ${to}`;
      return [
        atLeast(`${what}, req/s`, wanted, ratioOf("requestsPerSecond", ours, theirs)),
        atLeast(`${what}, CPU`, wanted, ratioOf("cpuMilliseconds", theirs, ours)),
      ];
    }),
  );
}

function ratioOf(key: keyof Round, rounds: readonly Round[], base: readonly Round[]): number {
  return medianRatio(
    rounds.map((round) => round[key]),
    base.map((round) => round[key]),
  );
}

/** Ten times the posts may cost a page little more. */
function listGrowthTargets(sizes: readonly SizeResult[]): Target[] {
  const small = sizes.find(({ posts }) => posts === 10_000);
  const large = sizes.find(({ posts }) => posts === 100_000);
  if (!small || !large) return [];
  const pages = [...large.operations].filter(([name]) => !isSearch(name));
  return pages.flatMap(([name, { rounds }]) => {
    const ratio = p50Of(rounds) / p50Of(small.operations.get(name)?.rounds);
    return Number.isNaN(ratio) ? [] : [atMost(`${name}, p50 of b at 100,000 ÷ at 10,000 posts`, 1.3, ratio)];
  });
}

function p50Of(rounds: Rounds | undefined): number {
  return median((rounds?.get("b") ?? []).map(({ p50 }) => p50));
}

function listServerTargets({ posts, operations, starts }: SizeResult): Target[] {
  const ours = [...operations.values()].flatMap(({ rounds }) => rounds.get("b") ?? []);
  if (ours.length === 0) return [];
  const peak = Math.max(...ours.map(({ peakMegabytes }) => peakMegabytes));
  return [
    atMost(`${withCommas(posts)} posts, peak RssAnon of b, MB`, 250, peak),
    atMost(`${withCommas(posts)} posts, start to listening, ms`, 1_000, median(starts)),
  ];
}

function listImportTargets({ posts, importSeconds, bareSeconds, peakMegabytes }: ImportResult): Target[] {
  const what = `import of ${withCommas(posts)} posts`;
  return [
    atLeast(`${what}, rate ÷ bare loop's`, 1 / 3, bareSeconds / importSeconds),
    atMost(`${what}, peak RssAnon, MB`, 400, peakMegabytes),
  ];
}

function atLeast(what: string, wanted: number, value: number): Target {
  return { what, wanted: `≥ ${toRatio(wanted)}`, measured: toRatio(value), isMet: value >= wanted };
}

function atMost(what: string, wanted: number, value: number): Target {
  return { what, wanted: `≤ ${wanted}`, measured: toRatio(value), isMet: value <= wanted };
}
