import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { copyDatabase, isSame } from "../../src/copying/copy-database.js";
import { checkDatabase, type Database } from "../../src/database/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";
import { runElsewhere } from "../support/run-elsewhere.js";
import { breakOff, Copies } from "./support/copies.js";
import { dump } from "./support/dump.js";

const copies = new Copies();
afterEach(() => copies.close());

const writeLate = `
  INSERT INTO tag (row_id, id, slug, name, name_key, kind, synonyms)
    VALUES (900, 'tag_late', 'late', 'Late', 'late', 'TOPIC', '[]');
  INSERT INTO change_log (sequence, at, noun, node_id, kind)
    VALUES (900, '2026-05-05T05:05:05.000Z', 'tag', 'tag_late', 'CREATED')`;

describeEachDatabase("a source that is written to while it is copied", (engine) => {
  test("is read in one state, told of, and copied by the next run", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    const before = await dump(source);
    let isWritten = false;
    const write = () => {
      if (!isWritten) runElsewhere(source, writeLate);
      isWritten = true;
    };
    await expect(copyDatabase({ from: source, to: target, onProgress: write })).rejects.toThrow(
      /written to meanwhile/,
    );
    expect(await dump(target)).toEqual(before);
    expect(await checkDatabase(target)).toEqual([expect.stringContaining("a part of a copy")]);
    expect((await copyDatabase({ from: source, to: target })).every(isSame)).toBe(true);
    expect(await dump(target)).toEqual(await dump(source));
    expect(await checkDatabase(target)).toEqual([]);
  });
});

describeEachDatabase("a copy that went wrong", (engine) => {
  test("begins anew at the next run when it differs from its source", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await breakOff(source, target);
    await target.source.query("UPDATE tag SET name = 'Spoilt' WHERE slug = 'tag-3'");
    const reports = await copyDatabase({ from: source, to: target });
    expect(reports.filter((report) => !isSame(report)).map(({ table }) => table)).toEqual(["tag"]);
    expect(await checkDatabase(target)).toEqual([expect.stringContaining("a part of a copy")]);
    expect((await copyDatabase({ from: source, to: target })).every(isSame)).toBe(true);
    expect(await dump(target)).toEqual(await dump(source));
    expect(await checkDatabase(target)).toEqual([]);
  });

  test("begins anew at the next run when the target has refused rows", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await breakOff(source, target, 0);
    await target.source.query(
      "INSERT INTO post (row_id, id, slug, title, title_key, status) VALUES (-5, 'post_x', 'post-3', 'X', 'x', 'DRAFT')",
    );
    await expect(copyDatabase({ from: source, to: target })).rejects.toThrow(
      /refuses rows of the table post: .* Run the copy again, which begins anew/,
    );
    await copyDatabase({ from: source, to: target });
    expect(await dump(target)).toEqual(await dump(source));
    expect(await checkDatabase(target)).toEqual([]);
  });
});

/** Writes, and leaves it open whether that will ever be committed. */
async function beginWriting({ source, dialect }: Database) {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  await dialect.claimWriting(runner.manager);
  for (const statement of writeLate.split(";")) await runner.query(statement);
  return async () => {
    await runner.commitTransaction();
    await runner.release();
  };
}

describeOn("PostgreSQL", "an import that is under way when a copy begins", (engine) => {
  test("is waited for", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    const commit = await beginWriting(await copies.openAgain(source));
    let isOver = false;
    const copying = copyDatabase({ from: source, to: target }).finally(() => {
      isOver = true;
    });
    const countWaiting = () =>
      target.source
        .query("SELECT count(*) AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        .then(([{ count }]) => Number(count));
    while (!isOver && (await countWaiting()) === 0) await sleep(10);
    expect((await dump(target)).tag).toEqual([]);
    await commit();
    expect((await copying).every(isSame)).toBe(true);
    expect((await dump(target)).tag).toContainEqual(expect.objectContaining({ slug: "late" }));
  });
});

describeOn("SQLite", "an import that is under way when a copy begins", (engine) => {
  test("is told of", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    const commit = await beginWriting(await copies.openAgain(source));
    await source.source.query("PRAGMA busy_timeout = 50");
    await expect(copyDatabase({ from: source, to: target })).rejects.toThrow(
      /The copy was stopped: another program is writing to the database; wait until it has finished/,
    );
    await commit();
    expect((await copyDatabase({ from: source, to: target })).every(isSame)).toBe(true);
    expect((await dump(target)).tag).toContainEqual(expect.objectContaining({ slug: "late" }));
  });
});
