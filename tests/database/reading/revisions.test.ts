import { execFileSync } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { emitTimes, type TimedRows } from "../../../src/database/reading/revision-reading.js";
import type { Revisions } from "../../../src/database/reading/revisions.js";
import { openTestDatabase } from "../../support/database.js";

const timedRows: TimedRows[] = [
  {
    table: "post",
    column: "published_at",
    where: "status = 'PUBLISHED'",
    dependents: ["contribution", "link"],
  },
];
const now = "2026-02-03T04:05:06.000Z";
const day = (number: number) => `2026-03-0${number}T00:00:00.000Z`;

async function openMemory() {
  const database = await openDatabase({ url: "sqlite::memory:", entities });
  await migrateDatabase(database);
  return database;
}

let database: Database;
let revisions: Revisions;
async function begin(open: () => Promise<Database>): Promise<void> {
  database = await open();
  revisions = database.reader.watchRevisions(timedRows);
}
afterEach(() => database.close());

const addTag = (slug: string) =>
  `INSERT INTO tag (id, slug, name, name_key, kind, synonyms) VALUES ('${slug}', '${slug}', '', '', 'TOPIC', '[]')`;
const addPost = (slug: string, publishedAt: string, status = "PUBLISHED") =>
  `INSERT INTO post (id, slug, title, title_key, status, published_at) VALUES ('${slug}', '${slug}', '', '', '${status}', '${publishedAt}')`;
const run = (statement: string) => database.source.query(statement);
const logChange = () =>
  run("INSERT INTO change_log (at, noun, node_id, kind) VALUES ('', '', '', 'CREATED')");

describe.each([
  ["a file", openTestDatabase],
  ["memory", openMemory],
])("revisions of %s", (_place, open) => {
  beforeEach(() => begin(open));

  test("are the same object as long as nothing is written", async () => {
    const state = revisions.current(now);
    await run("SELECT * FROM post");
    expect(revisions.current(now)).toBe(state);
    expect(state.isSettled).toBe(true);
  });

  test("differ for the tables that were written, and for no others", async () => {
    const before = revisions.current(now);
    await run(addTag("calm"));
    const after = revisions.current(now);
    expect(after.of(["tag"])).not.toBe(before.of(["tag"]));
    expect(after.of(["post", "expert"])).toBe(before.of(["post", "expert"]));
    expect(after.of(["post", "tag"])).not.toBe(before.of(["post", "tag"]));
  });

  test("know of a change in the log, and are else the same when no content was written", async () => {
    const state = revisions.current(now);
    await logChange();
    const after = revisions.current(now);
    expect(after.change).toBe(state.change + 1);
    expect(after.of(["post", "tag"])).toBe(state.of(["post", "tag"]));
    expect(revisions.current(now)).toBe(after);
  });

  test("are never the same text for other numbers of the same tables", async () => {
    const tables = ["tag", "region"];
    const texts = new Set([revisions.current(now).of(tables)]);
    for (const slug of ["a", "b", "c"]) {
      await run(addTag(slug));
      texts.add(revisions.current(now).of(tables));
    }
    expect(texts.size).toBe(4);
  });

  test("are those of before when a transaction is undone", async () => {
    const before = revisions.current(now);
    const undone = database.source.transaction(async (manager) => {
      await manager.query(addTag("calm"));
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(revisions.current(now)).toBe(before);
  });

  test("refuse a table whose changes nobody counts", () => {
    expect(() => revisions.current(now).of(["change_log"])).toThrow("the changes of change_log are counted");
  });

  test("change when a scheduled post's time comes, which is the horizon", async () => {
    for (const [slug, number] of [["a", 1] as const, ["b", 3] as const])
      await run(addPost(slug, day(number)));
    await run(addPost("draft", day(2), "DRAFT"));
    const before = revisions.current(now);
    expect(before.horizon).toBe(day(1));
    const first = revisions.current(day(1));
    expect(first.of(["post"])).not.toBe(before.of(["post"]));
    expect(first.of(["link", "contribution"])).not.toBe(before.of(["link", "contribution"]));
    expect(first.of(["tag"])).toBe(before.of(["tag"]));
    expect(revisions.current(day(2))).toBe(first);
    const last = revisions.current(day(3));
    expect(last.of(["post"])).not.toBe(first.of(["post"]));
    expect([first.horizon, last.horizon]).toEqual([day(3), undefined]);
  });

  test("go back with a clock that is set back", async () => {
    await run(addPost("a", day(1)));
    const before = revisions.current(now).of(["post"]);
    const after = revisions.current(day(2)).of(["post"]);
    expect(after).not.toBe(before);
    expect(revisions.current(now).of(["post"])).toBe(before);
  });
});

describe("revisions of a file", () => {
  let path: string;
  beforeEach(async () => {
    const opened = await openTestDatabase();
    path = opened.url.slice("sqlite:".length);
    await begin(async () => opened);
  });

  test("do not see a transaction before it is committed", async () => {
    const before = revisions.current(now);
    await database.source.transaction(async (manager) => {
      await manager.query(addTag("calm"));
      expect(revisions.current(now)).toBe(before);
    });
    expect(revisions.current(now).of(["tag"])).not.toBe(before.of(["tag"]));
  });

  test("see what another process has committed", () => {
    const before = revisions.current(now);
    const program = `new (require("better-sqlite3"))(process.argv[1]).exec(process.argv[2])`;
    const cwd = resolve(import.meta.dirname, "../../..");
    execFileSync(process.execPath, ["-e", program, path, addTag("calm")], { cwd });
    const after = revisions.current(now);
    expect(after.of(["tag"])).not.toBe(before.of(["tag"]));
    expect(after.of(["post"])).toBe(before.of(["post"]));
  });

  test("are the same text to whoever opens the file, and another one for a copy of it", async () => {
    await run("PRAGMA wal_checkpoint(TRUNCATE)");
    const copy = join(path, "../copy.sqlite");
    await copyFile(path, copy);
    const text = revisions.current(now).of(["tag"]);
    for (const [place, isSame] of [[path, true] as const, [copy, false] as const]) {
      const other = await openDatabase({ url: `sqlite:${place}`, entities });
      expect(other.reader.watchRevisions(timedRows).current(now).of(["tag"]) === text).toBe(isSame);
      await other.close();
    }
  });

  test("find the times by index", async () => {
    const plans = timedRows.map((rows) =>
      database.source.query(`EXPLAIN QUERY PLAN ${emitTimes(rows)}`, [now, now]),
    );
    const steps: string[] = (await Promise.all(plans)).flat().map(({ detail }) => detail);
    expect(steps.filter((step) => step.includes("post"))).toEqual([
      "SEARCH post USING COVERING INDEX post_newest (status=? AND published_at<?)",
      "SEARCH post USING COVERING INDEX post_newest (status=? AND published_at>?)",
    ]);
  });
});

describe("revisions of a database in memory", () => {
  beforeEach(() => begin(openMemory));

  test("are like no others while a transaction runs, whose writes every read sees", async () => {
    const before = revisions.current(now);
    await database.source.transaction(async (manager) => {
      const [one, other] = [revisions.current(now), revisions.current(now)];
      expect([one.isSettled, one.horizon]).toEqual([false, now]);
      expect(one.of(["tag"])).not.toBe(other.of(["tag"]));
      await manager.query(addTag("calm"));
    });
    const after = revisions.current(now);
    expect(after.isSettled).toBe(true);
    expect(after.of(["tag"])).not.toBe(before.of(["tag"]));
  });
});
