import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createSchema } from "../../src/content/schema.js";
import { copyDatabase, isSame } from "../../src/copying/copy-database.js";
import { checkDatabase, migrateDatabase } from "../../src/database/database.js";
import { seedIfEmpty } from "../../src/importing/seed-if-empty.js";
import { readOperations } from "../../src/playground/read-operations.js";
import { oddContent } from "../fuzz/odd-content.js";
import { importValues, tag } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type Engine, listEngines } from "../support/engines.js";
import { openExits } from "../support/exits.js";
import { writeNodes } from "../support/write-nodes.js";
import { dump } from "./support/dump.js";

const schema = await createSchema();
const operations = await readOperations();
const copies = listEngines().flatMap((from) => listEngines().map((to) => [from, to] as const));
const opened: TestDatabase[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(engine: Engine): Promise<TestDatabase> {
  const database = await openTestDatabase(engine);
  opened.push(database);
  return database;
}

async function openFilled(engine: Engine): Promise<TestDatabase> {
  const database = await open(engine);
  await seedIfEmpty(database, "seeds");
  await writeNodes(database, oddContent);
  return database;
}

describe.each(copies)("a copy from %s to %s", (from, to) => {
  test("has every row, answers to the byte, and goes on with fresh keys", async () => {
    const source = await openFilled(from);
    const target = await open(to);
    const progress: number[] = [];
    const reports = await copyDatabase({
      from: source,
      to: target,
      onProgress: (rows) => progress.push(rows),
    });
    expect(reports.filter((report) => !isSame(report))).toEqual([]);
    expect(progress.at(-1)).toBe(reports.reduce((sum, report) => sum + report.from.rows, 0));
    expect(await dump(target)).toEqual(await dump(source));
    const [before, after] = [openExits(schema, source), openExits(schema, target)];
    // Scores are an engine's own matter; what is found is not.
    const isAlike = source.dialect === target.dialect;
    for (const { document } of operations.filter(
      (operation) => isAlike || !/search\(/.test(operation.document),
    )) {
      expect(await after.readText(document)).toBe(await before.readText(document));
    }
    const counted = '{ search(query: "ketamine") { totalCount } }';
    expect(await after.readText(counted)).toBe(await before.readText(counted));
    for (const database of [source, target]) await importValues(database, [tag("new-after-the-copy")]);
    expect(await dump(target)).toEqual(await dump(source));
    expect(await checkDatabase(target)).toEqual([]);
  });

  test("takes cursors that were given before: half the pages here, half there", async () => {
    const source = await openFilled(from);
    const target = await open(to);
    await copyDatabase({ from: source, to: target });
    const exits = [openExits(schema, source), openExits(schema, target)];
    const orders = [
      "",
      "orderBy: [{ field: TITLE, direction: DESC }]",
      "orderBy: [{ field: UPDATED_AT, direction: ASC }]",
    ];
    for (const order of orders) {
      for (const [size, cursor, end] of [
        ["first", "after", "endCursor"],
        ["last", "before", "startCursor"],
      ]) {
        const page = (which: number, at: string | null) =>
          exits[which % 2]?.readText(
            `query ($at: String) { posts(${size}: 2, ${cursor}: $at, ${order}) { nodes { id } pageInfo { ${end} } } }`,
            { at },
          );
        const whole = await walk((_index, at) => page(0, at), String(end));
        expect(whole.length).toBeGreaterThan(3);
        expect(await walk(page, String(end))).toEqual(whole);
      }
    }
  });
});

interface Page {
  nodes: unknown[];
  pageInfo: Readonly<Record<string, string | null>>;
}

/** Pages from one end to the other. */
async function walk(
  read: (index: number, at: string | null) => Promise<string | undefined> | undefined,
  end: string,
): Promise<unknown[]> {
  const pages: unknown[] = [];
  for (let at: string | null = null, index = 0; index < 100; index += 1) {
    const text: string = (await read(index, at)) ?? "";
    const { nodes, pageInfo }: Page = JSON.parse(text).data.posts;
    if (nodes.length === 0) break;
    pages.push(nodes);
    at = pageInfo[end] ?? null;
  }
  return pages;
}

describeEachDatabase("a copy that is interrupted", (engine) => {
  /** Stops as a crash does: between two batches, each of which is whole. */
  async function breakOff(source: TestDatabase, target: TestDatabase): Promise<void> {
    let written = 0;
    const stop = (rows: number) => {
      written = rows;
      if (rows > 100) throw new Error("stopped");
    };
    await expect(copyDatabase({ from: source, to: target, onProgress: stop })).rejects.toThrow("stopped");
    expect(written).toBeGreaterThan(100);
  }

  test("is not served, and goes on where it stopped", async () => {
    const source = await openFilled(engine);
    const target = await open(engine);
    await breakOff(source, target);
    expect(await checkDatabase(target)).toEqual([expect.stringContaining("a part of a copy")]);
    await expect(migrateDatabase(target)).rejects.toThrow(/Run the same `colloquy copy` again/);
    const progress: number[] = [];
    await copyDatabase({ from: source, to: target, onProgress: (rows) => progress.push(rows) });
    expect(await dump(target)).toEqual(await dump(source));
    const rows = Object.values(await dump(source)).reduce(
      (sum: number, list) => sum + (list as unknown[]).length,
      0,
    );
    expect(progress.at(-1)).toBeLessThan(rows);
    expect(await checkDatabase(target)).toEqual([]);
  });

  test("begins anew when the source has changed since", async () => {
    const source = await openFilled(engine);
    const target = await open(engine);
    await breakOff(source, target);
    await importValues(source, [tag("a-late-one")]);
    await copyDatabase({ from: source, to: target });
    expect(await dump(target)).toEqual(await dump(source));
  });

  test("or into content of its own is refused", async () => {
    const source = await openFilled(engine);
    const target = await open(engine);
    await importValues(target, [tag("own")]);
    await expect(copyDatabase({ from: source, to: target })).rejects.toThrow(/already has content/);
  });
});

test("the README names the command", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  expect(readme).toContain("npx colloquy copy --from");
});
