import { measureOperation, type Running } from "../measure-operation.js";
import type { Operation } from "../operations.js";
import { renderTable, toRatio, withCommas } from "../report/render-results.js";
import { median } from "../statistics.js";
import { contenders } from "./contenders.js";
import { ensurePostgresDatabase, readMaking } from "./databases.js";
import { measureGraph, questions } from "./measure-graph.js";
import { measurePublishing } from "./measure-publishing.js";
import type { PostgresBenchOptions } from "./options.js";
import { openPostgres, pin, queryOnce } from "./postgres.js";
import { describeRun } from "./report.js";
import {
  bodiesPerOperation,
  cores,
  leadSeconds,
  readPostgresOperations,
  startContenders,
  warmSeconds,
} from "./run-contenders.js";

const mostGrowth = 1.5;

/** What a million posts cost, beside ten thousand in the same server and the same run. */
export async function measureMillion(options: PostgresBenchOptions): Promise<string> {
  const { posts: sizes, seed } = options;
  // A server of its own, so that the other parts can be run while the million is being made.
  const postgres = await openPostgres(Math.max(...sizes) < 1e6 ? "postgres" : "postgres-million");
  try {
    const urls: string[] = [];
    for (const posts of sizes) urls.push(await ensurePostgresDatabase(postgres, { ...options, posts }));
    pin(postgres.pid ?? 0, cores.rest);
    pin(process.pid, cores.rest);
    const [, url = ""] = urls;
    const growth = await measureGrowth(urls, options);
    return [
      ...describeRun(`${withCommas(Math.max(...sizes))} posts`, options),
      ...(await describeMaking(url, sizes[1])),
      "",
      ...growth,
      "",
      ...(await measurePublishing(urls, sizes, seed)),
      "",
      ...(await measureIndexBuild(url)),
      "",
    ].join("\n");
  } finally {
    await postgres.stop();
  }
}

async function describeMaking(url: string, posts = Number.NaN): Promise<string[]> {
  const making = await readMaking(url);
  const [row] = await queryOnce(
    url,
    `SELECT pg_database_size(current_database())::float8 / 1e9 AS whole,
      (SELECT sum(pg_table_size(oid))::float8 / 1e9 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AS tables,
      (SELECT sum(pg_indexes_size(oid))::float8 / 1e9 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AS indexes,
      (SELECT count(*)::integer FROM post) AS counted`,
  );
  const seconds = making?.importSeconds ?? Number.NaN;
  return [
    `- ${row?.counted} posts on disk: ${row?.whole.toFixed(1)} GB (tables with what is stored beside them ${row?.tables.toFixed(1)}, indexes ${row?.indexes.toFixed(1)})`,
    `- Import: ${seconds.toFixed(0)} s in ${making?.parts} imports one after the other, ${(posts / seconds).toFixed(0)} posts/s, peak RssAnon ${making?.peakMegabytes.toFixed(0)} MB`,
  ];
}

/** The four operations over both sizes in turns, then single questions one at a time. */
async function measureGrowth(urls: readonly string[], options: PostgresBenchOptions): Promise<string[]> {
  const program = contenders.filter(({ letter }) => letter === "b");
  const running: Running[] = [];
  try {
    for (const url of urls) running.push(...(await startContenders(program, url)));
    const rows: string[][] = [];
    const operations = await Promise.all(urls.map((url) => readPostgresOperations(url, options.operations)));
    for (const name of options.operations) {
      const sides = running.map((one, place) => ({
        one,
        operation: operations[place]?.find((each) => each.name === name),
      }));
      rows.push(toRow(name, await measureBoth(sides, options)));
      const few = sides.map(({ one, operation }) => ({
        one,
        operation: operation && limitBodies(operation),
      }));
      rows.push(toRow(`${name}, ${fewPages} pages`, await measureBoth(few, options)));
    }
    const wanted = `to reach: ≤ ${mostGrowth} for the four operations; first ${withCommas(bodiesPerOperation)} different pages, most of them read from the disk at the larger size, then a few that are in memory`;
    const graph = await measureGraph(running, urls);
    const single = questions.map(({ title }, place) =>
      toRow(
        title,
        graph.map((times) => times[place] ?? Number.NaN),
      ),
    );
    const head = ["p50 in ms", ...options.posts.map((posts) => `${withCommas(posts)} posts`), "growth"];
    return [
      `Under load (${wanted}):`,
      "",
      ...renderTable(head, rows),
      "",
      "One request at a time, no cache, median of 40:",
      "",
      ...renderTable(head, single),
    ];
  } finally {
    for (const { server } of running) await server.stop();
  }
}

/** As many as a site's readers ask for again and again. */
const fewPages = 300;

function limitBodies(operation: Operation): Operation {
  return { ...operation, bodies: operation.bodies.slice(0, fewPages) };
}

interface Side {
  one: Running;
  /** With bodies of this side's database. */
  operation: Operation | undefined;
}

/** Median p50 of each side, a round of each in turn. */
async function measureBoth(sides: readonly Side[], options: PostgresBenchOptions): Promise<number[]> {
  const p50 = sides.map((): number[] => []);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [place, { one, operation }] of sides.entries()) {
      if (!operation) continue;
      const shift = Math.floor((operation.bodies.length * round) / options.rounds);
      const bodies = [...operation.bodies.slice(shift), ...operation.bodies.slice(0, shift)];
      const load = { ...options, rounds: 1, warmSeconds: round === 0 ? warmSeconds : leadSeconds };
      const rounds = await measureOperation({ ...operation, bodies }, [one], load);
      p50[place]?.push(...[...rounds.values()].flat().map((each) => each.p50));
    }
  }
  return p50.map(median);
}

function toRow(title: string, times: readonly number[]): string[] {
  const [small = Number.NaN, large = Number.NaN] = times;
  return [title, small.toFixed(2), large.toFixed(2), toRatio(large / small)];
}

async function measureIndexBuild(url: string): Promise<string[]> {
  const indexes = await queryOnce(
    url,
    `SELECT indexrelid::regclass::text AS name, pg_relation_size(indexrelid)::float8 / 1e6 AS megabytes
      FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
      ORDER BY 2 DESC`,
  );
  let all = 0;
  const rows: string[][] = [];
  for (const { name, megabytes } of indexes) {
    const begin = performance.now();
    await queryOnce(url, `REINDEX INDEX ${name}`);
    const seconds = (performance.now() - begin) / 1_000;
    all += seconds;
    if (rows.length < 10) rows.push([name, megabytes.toFixed(0), seconds.toFixed(1)]);
  }
  return [
    `Building all ${indexes.length} indexes anew, one after the other: ${all.toFixed(0)} s; the ten largest:`,
    "",
    ...renderTable(["index", "MB before", "seconds"], rows),
  ];
}
