import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { post, send } from "../../server/support/requests.js";
import { type ContentServer, startContentServer } from "../../server/support/start-content-server.js";
import { importValues, tag } from "../../support/content.js";
import { createDatabasePlace, type TestDatabase, type TestDatabasePlace } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { TransactionPooler } from "../../support/postgres/transaction-pooler.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "behind a pooler in transaction mode", () => {
  let place: TestDatabasePlace;
  let pooler: TransactionPooler;
  let databases: Database[];
  let servers: ContentServer[];

  beforeAll(async () => {
    place = await createDatabasePlace("PostgreSQL");
    pooler = await TransactionPooler.open(place.url);
    const open = () =>
      openDatabase({ url: pooler.lead(place.url), entities, pool: { keepsPrepared: false } });
    databases = [await open(), await open()];
    for (const database of databases) await migrateDatabase(database);
    servers = await Promise.all(databases.map((database) => startContentServer(database)));
  });

  afterAll(async () => {
    for (const server of servers) await server.stop();
    for (const database of databases) await database.close();
    await pooler.close();
    await place.remove();
  });

  async function countTags({ url }: ContentServer): Promise<unknown> {
    const { body } = await post(url, { query: "{ tags { totalCount } }" });
    return (body.data as { tags: { totalCount: number } }).tags.totalCount;
  }

  test("each transaction has another connection", async () => {
    const [database] = databases;
    const askPid = () =>
      database?.source.query("SELECT pg_backend_pid() AS pid, current_setting('jit') AS jit");
    expect(await askPid()).not.toEqual(await askPid());
  });

  test("what one server writes is read there at once, and by the other without a notification", async () => {
    for (let count = 1; count <= 3; count += 1) {
      await importValues(databases[0] as TestDatabase, [tag(`tag-${count}`)]);
      expect(await countTags(servers[0] as ContentServer)).toBe(count);
      await until(async () => (await countTags(servers[1] as ContentServer)) === count, 2_000);
    }
  });

  test("many read at once, each statement of which comes again on other connections", async () => {
    const [server] = servers as [ContentServer];
    for (let round = 0; round < 3; round += 1) {
      const asked = Array.from({ length: 20 }, (_, index) =>
        post(server.url, { query: `{ tags(first: ${index + 1}) { nodes { slug } } }` }),
      );
      expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]));
    }
    expect((await send(`${server.url}/readyz`)).status).toBe(200);
  });

  test("a database is not opened with prepared statements, and it is said why", async () => {
    await expect(openDatabase({ url: pooler.lead(place.url), entities })).rejects.toThrow(
      /a pooler is between.*set DATABASE_PREPARED_STATEMENTS to off/,
    );
  });
});
