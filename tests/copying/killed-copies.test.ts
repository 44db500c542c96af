import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { entities } from "../../src/content/nouns.js";
import { checkDatabase, openDatabase } from "../../src/database/database.js";
import { runCli, startCli } from "../support/cli.js";
import { importValues, post, says, tag, text } from "../support/content.js";
import { createDatabasePlace, type TestDatabasePlace } from "../support/database.js";
import { Copies, ways } from "./support/copies.js";
import { countRows } from "./support/count-rows.js";
import { dump } from "./support/dump.js";

const copies = new Copies();
let place: TestDatabasePlace | undefined;

afterEach(async () => {
  await copies.close();
  await place?.remove();
});

const content = [
  ...Array.from({ length: 3_000 }, (_, index) => tag(`more-${index}`)),
  ...Array.from({ length: 400 }, (_, index) =>
    post(`more-${index}`, {
      tags: [`more-${index}`],
      blocks: [text(`Text of ${index}. `.repeat(50)), says("ann", "Well said."), text("The end.")],
    }),
  ),
];

/** Where a copy is when it is killed: as soon as a table has so many rows. */
interface Point {
  table: string;
  rows: number;
}

/** The copy's exit code; null when it was killed. */
async function copyUntil(from: string, to: string, { table, rows }: Point): Promise<number | null> {
  const child = startCli(["copy", "--from", from, "--to", to], {});
  const exited = once(child, "exit");
  while (child.exitCode === null && ((await countRows(to, table)) ?? -1) < rows) await sleep(2);
  child.kill("SIGKILL");
  const [code] = await exited;
  return code;
}

const directions = ways.filter(([from, to]) => from !== to || ways.length === 1);

describe.each(directions)("copies from %s to %s that are killed", (from, to) => {
  test("go on, wherever they were, and end with what the source has", async () => {
    const source = await copies.openFilled(from);
    await importValues(source, content);
    place = await createDatabasePlace(to);
    const points = [
      { table: "migrations", rows: 0 },
      { table: "unfinished_copy", rows: 1 },
      { table: "tag", rows: 1 },
      { table: "post_body", rows: 1 },
      { table: "change_log", rows: 1 },
      // All is there, and is being compared.
      { table: "change_log", rows: (await countRows(source.url, "change_log")) ?? 0 },
    ];
    const codes: (number | null)[] = [];
    for (const point of points) {
      // A process that was faster than the look at it has nothing left to be killed.
      if (codes.includes(0)) break;
      codes.push(await copyUntil(source.url, place.url, point));
    }
    expect(codes.filter((code) => code === null).length).toBeGreaterThan(2);
    if (!codes.includes(0)) {
      const { code, stderr } = await runCli(["copy", "--from", source.url, "--to", place.url]);
      expect({ code, stderr: stderr.replaceAll(/^rows \w+: \d+\n/gm, "") }).toEqual({ code: 0, stderr: "" });
    }
    expect(codes.filter((code) => code !== null && code !== 0)).toEqual([]);
    const target = await openDatabase({ url: place.url, entities });
    try {
      expect(await checkDatabase(target)).toEqual([]);
      expect(await dump(target)).toEqual(await dump(source));
    } finally {
      await target.close();
    }
  }, 180_000);
});
