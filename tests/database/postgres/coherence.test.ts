import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { type Database, openDatabase } from "../../../src/database/database.js";
import { post } from "../../server/support/requests.js";
import { type ContentServer, startContentServer } from "../../server/support/start-content-server.js";
import { importValues, tag } from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "two servers over one database", () => {
  let first: TestDatabase;
  let second: Database;
  let servers: ContentServer[];
  let count = 0;

  beforeAll(async () => {
    first = await openTestDatabase();
    second = await openDatabase({ url: first.url, entities });
    servers = [await startContentServer(first), await startContentServer(second)];
  });

  afterAll(async () => {
    for (const server of servers) await server.stop();
    await second.close();
    await first.close();
  });

  async function askAll(): Promise<{ tags: number; cache: string | null; etag: string | null }[]> {
    return await Promise.all(
      servers.map(async ({ url }) => {
        const { body, headers } = await post(url, { query: "{ tags { totalCount } }" });
        const { totalCount } = (body.data as { tags: { totalCount: number } }).tags;
        return { tags: totalCount, cache: headers.get("x-cache"), etag: headers.get("etag") };
      }),
    );
  }

  async function write(): Promise<void> {
    count += 1;
    await importValues(first, [tag(`tag-${count}`)]);
  }

  async function expectSeenByAll(): Promise<void> {
    await askAll();
    expect((await askAll()).map(({ cache }) => cache)).toEqual(["HIT", "HIT"]);
    await write();
    // Whoever wrote sees it at once, the other within the stated bound.
    expect((await askAll())[0]?.tags).toBe(count);
    await until(async () => (await askAll()).every(({ tags }) => tags === count), 2_000);
  }

  const listeners = () =>
    first.source.query(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'colloquy' AND datname = current_database() AND query LIKE '%FROM revision) AS numbers%' AND pid <> pg_backend_pid()",
    ) as Promise<{ pid: number }[]>;

  test("see each other's writes", async () => {
    for (let time = 0; time < 3; time += 1) await expectSeenByAll();
  });

  test("see them without notifications too", async () => {
    await first.source.query(
      `CREATE OR REPLACE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE revision SET number = number + (SELECT count(*) FROM changed) WHERE table_name = TG_TABLE_NAME;
          RETURN NULL;
        END $$`,
    );
    for (let time = 0; time < 3; time += 1) await expectSeenByAll();
  });

  test("see what was written while they had lost their listening connections", async () => {
    await askAll();
    expect(await listeners()).toHaveLength(2);
    for (const { pid } of await listeners()) await first.source.query(`SELECT pg_terminate_backend(${pid})`);
    await write();
    await until(async () => (await askAll()).every(({ tags }) => tags === count), 2_000);
    await until(async () => (await listeners()).length === 2);
    await expectSeenByAll();
  });
});
