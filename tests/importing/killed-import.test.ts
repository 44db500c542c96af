import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { runCli, startCli } from "../support/cli.js";
import { dumpTables, importValues, post, text } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const count = 1_500;

/** So much content that SQLite cannot keep it in its cache (64 MiB) until the end, but writes on the way. */
async function writeLines(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (let index = 0; index < count; index++) {
    const blocks = [text(`${"Plain words of a long article. ".repeat(500)}`)];
    file.write(`${JSON.stringify(post(`post-${index}`, { blocks }))}\n`);
  }
  file.end();
  await once(file, "finish");
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

test("an import that is killed while it writes leaves the database as it was", async () => {
  await importValues(database, [post("before", { blocks: [text("Here already.")] })]);
  const before = await dumpTables(database);
  const path = join(database.folder, "content.jsonl");
  await writeLines(path);

  const environment = { DATABASE_URL: database.url };
  const log = join(database.folder, "test.sqlite-wal");
  const start = await sizeOf(log);
  const child = startCli(["import", path], environment);
  const exited = once(child, "exit");
  while (child.exitCode === null && (await sizeOf(log)) < start + 4_000_000) await sleep(5);
  child.kill("SIGKILL");
  const [code, signal] = await exited;

  expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
  expect(await database.source.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  expect(await dumpTables(database)).toEqual(before);

  const again = await runCli(["import", path], environment);
  expect(again.stdout).toContain(`created: ${count} posts`);
  expect(again.code).toBe(0);
});
