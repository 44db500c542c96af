import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import pg from "pg";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { StartupError } from "../../../src/errors.js";
import type { ContentSource } from "../../../src/importing/content-source.js";
import { importContent } from "../../../src/importing/import-content.js";
import { parseNodeInput } from "../../../src/importing/parse-node-input.js";
import { tag, writingTime } from "../../support/content.js";
import { describeOn } from "../../support/describe-each-database.js";
import { PostgresServer } from "../../support/postgres/postgres-server.js";
import { until } from "./support/until.js";

const asBefore = /^The import was stopped and the database is as it was before: /;

describeOn("PostgreSQL", "an import whose server is lost", () => {
  let postgres: PostgresServer;
  let database: Database;
  const statements: string[] = [];
  let onStatement: (statement: string) => void = () => undefined;

  beforeAll(async () => {
    postgres = await PostgresServer.create({ settings: { synchronous_commit: "on" } });
  });

  afterAll(() => postgres.remove());

  beforeEach(async () => {
    await onServer("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    database = await openDatabase({
      url: postgres.url(),
      entities,
      onStatement: (text) => onStatement(text),
    });
    await migrateDatabase(database);
    onStatement = (text) => statements.push(text);
  });

  afterEach(() => database.close());

  /** The rows of the last statement. */
  async function onServer(...texts: string[]): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(postgres.url());
    await client.connect();
    let rows: Record<string, unknown>[] = [];
    for (const text of texts) rows = (await client.query(text)).rows;
    await client.end();
    return rows;
  }

  const end = () =>
    onServer(
      "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'colloquy'",
    );

  const listTags = () => onServer("SELECT slug FROM tag ORDER BY id");

  function importTags(count: number, onRead: (index: number) => Promise<unknown> = async () => undefined) {
    const source: ContentSource = {
      async *items() {
        for (let index = 0; index < count; index += 1) {
          await onRead(index);
          const place = { source: "test", lineOf: () => index };
          yield { ordinal: index, place, ...parseNodeInput(tag(`tag-${index}`), place) };
        }
      },
    };
    return importContent({ database, open: async () => ({ source }), now: writingTime });
  }

  test("before it begins says so", async () => {
    await postgres.stop("SIGKILL");
    const failure = importTags(1);
    await expect(failure).rejects.toThrow(StartupError);
    await expect(failure).rejects.toThrow(asBefore);
    await postgres.start();
    expect((await importTags(1)).counts.get("tag")).toMatchObject({ created: 1 });
  });

  test("while it reads its content leaves nothing and says so", async () => {
    const failure = importTags(5, async (index) => index === 3 && (await end()));
    await expect(failure).rejects.toThrow(StartupError);
    await expect(failure).rejects.toThrow(asBefore);
    await expect(failure).rejects.toThrow(/the server ended the connection/);
    expect(await listTags()).toEqual([]);
  });

  test("while it is committed does not say what nobody knows", async () => {
    // The commit is on the disk, and its answer waits for a standby that never comes.
    const isWaiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    await onServer("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()");
    await until(
      async () =>
        (await onServer("SHOW synchronous_standby_names"))[0]?.synchronous_standby_names === "nobody",
    );
    const failure = importTags(1).catch((error: Error) => error);
    await until(async () => (await onServer(isWaiting)).length > 0);
    await end();
    const { name, message } = (await failure) as Error;
    await onServer("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    expect(name).toBe("StartupError");
    expect(message).toMatch(/nobody knows whether it was written; do the same again, .*: the server ended/);
    expect(await listTags()).toEqual([{ slug: "tag-0" }]);
    expect((await importTags(1)).counts.get("tag")).toMatchObject({ created: 0, unchanged: 1 });
  });

  test("after it was committed is written all the same", async () => {
    onStatement = (text) => {
      if (text === "ANALYZE") void postgres.stop("SIGKILL");
    };
    const report = await importTags(1_000);
    expect(report.counts.get("tag")).toMatchObject({ created: 1_000 });
    await until(() => postgres.pid === undefined);
    await postgres.start();
    expect(await listTags()).toHaveLength(1_000);
  });
});
