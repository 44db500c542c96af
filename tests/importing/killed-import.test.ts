import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { runCli, startCli } from "../support/cli.js";
import { dumpTables, importValues, post, text } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import type { Engine } from "../support/engines.js";

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

/** Bytes that grow while a transaction writes: those of SQLite's log, or of PostgreSQL's tables. */
const sizes: Readonly<Record<Engine, (database: TestDatabase) => Promise<number>>> = {
  SQLite: async ({ folder }) =>
    (await stat(join(folder, "test.sqlite-wal")).catch(() => undefined))?.size ?? 0,
  async PostgreSQL({ source }) {
    const [row] = await source.query("SELECT pg_database_size(current_database()) AS size");
    return Number(row.size);
  },
};

describeEachDatabase("an import that is killed while it writes", (engine) => {
  let database: TestDatabase;
  const sizeOf = sizes[engine];

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  test("leaves the database as it was", async () => {
    await importValues(database, [post("before", { blocks: [text("Here already.")] })]);
    const before = await dumpTables(database);
    const path = join(database.folder, "content.jsonl");
    await writeLines(path);

    const environment = { DATABASE_URL: database.url };
    const start = await sizeOf(database);
    const child = startCli(["import", path], environment);
    const exited = once(child, "exit");
    while (child.exitCode === null && (await sizeOf(database)) < start + 400_000) await sleep(5);
    child.kill("SIGKILL");
    const [code, signal] = await exited;

    expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
    if (engine === "SQLite") {
      expect(await database.source.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    }
    // PostgreSQL may learn late that its client has gone; whoever writes waits for that.
    await database.source.transaction((manager) => database.dialect.claimWriting(manager));
    expect(await dumpTables(database)).toEqual(before);

    const again = await runCli(["import", path], environment);
    expect(again.stdout).toContain(`created: ${count} posts`);
    expect(again.code).toBe(0);
  });
});
