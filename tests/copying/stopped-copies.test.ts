import { afterEach, expect, test } from "@jest/globals";
import { copyDatabase, isSame } from "../../src/copying/copy-database.js";
import { describeOn } from "../support/describe-each-database.js";
import { runElsewhere } from "../support/run-elsewhere.js";
import { Copies } from "./support/copies.js";
import { dump } from "./support/dump.js";

const copies = new Copies();
afterEach(() => copies.close());

describeOn("SQLite", "a copy onto a disk that is full", (engine) => {
  test("says so, and goes on when there is room", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await source.source.query("UPDATE post_body SET markdown = ? WHERE post_row_id = 7", [
      "x".repeat(500_000),
    ]);
    const [{ page_count }] = await target.source.query("PRAGMA page_count");
    await target.source.query(`PRAGMA max_page_count = ${page_count + 15}`);
    await expect(copyDatabase({ from: source, to: target })).rejects.toThrow(
      "The copy was stopped: the disk is full; make room and try again. Run it again to go on.",
    );
    expect((await dump(target)).post).not.toEqual([]);
    await target.source.query("PRAGMA max_page_count = 1000000");
    expect((await copyDatabase({ from: source, to: target })).every(isSame)).toBe(true);
    expect(await dump(target)).toEqual(await dump(source));
  });
});

describeOn("PostgreSQL", "a copy whose connections are lost", (engine) => {
  test.each(["source", "target"])("on the %s says so, and can go on", async (which) => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    let isLost = false;
    const lose = () => {
      if (!isLost) runElsewhere(which === "source" ? source : target, endOthers);
      isLost = true;
    };
    await expect(copyDatabase({ from: source, to: target, onProgress: lose })).rejects.toThrow(
      /^The copy was stopped: (?:the server ended the connection|its operator ended the server or this connection).* Run it again to go on\.$/,
    );
    expect((await copyDatabase({ from: source, to: target })).every(isSame)).toBe(true);
    expect(await dump(target)).toEqual(await dump(source));
  });
});

const endOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;
