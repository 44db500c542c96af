import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { runCli } from "../../support/cli.js";
import { clinic, importValues, post as postOf, region } from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { runElsewhere } from "../../support/run-elsewhere.js";
import { type Answer, get, post } from "../support/requests.js";
import {
  type ContentServer,
  type ContentServerOptions,
  startContentServer,
} from "../support/start-content-server.js";

describeEachDatabase("cache", () => {
  let database: TestDatabase;

  let server: ContentServer;

  beforeEach(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
  });

  afterEach(async () => {
    await server.stop();
    await database.close();
  });

  async function start(config: ContentServerOptions["config"] = {}): Promise<void> {
    server = await startContentServer(database, { config });
  }

  const clinics = "{ clinics(first: 5) { nodes { name region { name } } } }";

  const tags = "{ tags(first: 5) { nodes { name } } }";

  const posts = "{ posts(first: 5) { nodes { slug } } }";

  async function outcomes(...queries: string[]): Promise<unknown[]> {
    await database.reader.settle();
    const found: unknown[] = [];
    for (const query of queries) found.push((await post(server.url, { query })).headers.get("x-cache"));
    return found;
  }

  async function read(query: string): Promise<Answer> {
    await database.reader.settle();
    return await post(server.url, { query });
  }

  describe("an answer is kept", () => {
    beforeEach(async () => {
      await start();
      expect(await outcomes(clinics, tags)).toEqual(["MISS", "MISS"]);
      expect(await outcomes(clinics, tags)).toEqual(["HIT", "HIT"]);
    });

    const names = async () => (await read(clinics)).body.data as { clinics: { nodes: { name: string }[] } };

    /** The first answer after a write is new, the others' and the second are kept. */
    async function expectOnlyClinicsDropped(): Promise<void> {
      expect(await outcomes(clinics, tags)).toEqual(["MISS", "HIT"]);
      expect(await outcomes(clinics, tags)).toEqual(["HIT", "HIT"]);
    }

    test("until a clinic is written by this process", async () => {
      await importValues(database, [clinic("plain-clinic", { name: "Renamed" })]);
      await expectOnlyClinicsDropped();
      expect(JSON.stringify(await names())).toContain("Renamed");
    });

    test("until its region is written", async () => {
      await importValues(database, [region("vestland", { name: "Vest", parent: "norway" })]);
      await expectOnlyClinicsDropped();
      expect(JSON.stringify(await names())).toContain('"Vest"');
    });

    test("until a clinic is changed by plain SQL on TypeORM's connection", async () => {
      await database.source.query("UPDATE clinic SET name = 'By SQL' WHERE slug = 'plain-clinic'");
      await expectOnlyClinicsDropped();
      expect(JSON.stringify(await names())).toContain("By SQL");
    });

    test("until another process changes a clinic by plain SQL", async () => {
      runElsewhere(database, "UPDATE clinic SET name = 'From afar' WHERE slug = 'plain-clinic'");
      await expectOnlyClinicsDropped();
      expect(JSON.stringify(await names())).toContain("From afar");
    });

    test("until another process imports a clinic (built by `npm run build`)", async () => {
      const file = join(database.folder, "more.jsonl");
      await writeFile(file, `${JSON.stringify(clinic("a-new-clinic", { name: "A new clinic" }))}\n`);
      const { code, stderr } = await runCli(["import", file, "--format", "jsonl"], {
        DATABASE_URL: database.url,
      });
      expect({ code, stderr }).toMatchObject({ code: 0 });
      await expectOnlyClinicsDropped();
      expect(JSON.stringify(await names())).toContain("A new clinic");
    });

    test("while a transaction runs, and after it is undone", async () => {
      const failing = database.source.transaction(async (manager) => {
        await manager.query("UPDATE clinic SET name = 'Never'");
        expect(await outcomes(clinics, tags)).toEqual(["HIT", "HIT"]);
        throw new Error("undone");
      });
      await expect(failing).rejects.toThrow("undone");
      expect(await outcomes(clinics, tags)).toEqual(["HIT", "HIT"]);
      expect(JSON.stringify(await names())).not.toContain("Never");
    });

    test("while another program commits what no answer reads", async () => {
      runElsewhere(database, "CREATE TABLE elsewhere (x integer); INSERT INTO elsewhere VALUES (1)");
      expect(await outcomes(clinics, tags)).toEqual(["HIT", "HIT"]);
    });

    test("until a clinic is deleted", async () => {
      await database.source.query("DELETE FROM clinic WHERE slug = 'plain-clinic'");
      expect((await outcomes(clinics))[0]).toBe("MISS");
      expect(JSON.stringify(await names())).not.toContain("Plain");
    });
  });

  test("answers that depend on variables are kept each for itself", async () => {
    await start();
    const query = "query ($slug: String!) { post(by: { slug: $slug }) { slug } }";
    const ask = async (slug: string) => {
      const { headers, body } = await post(server.url, { query, variables: { slug } });
      return [headers.get("x-cache"), (body.data as { post: { slug: string } }).post.slug];
    };
    expect(await ask("first")).toEqual(["MISS", "first"]);
    expect(await ask("second")).toEqual(["MISS", "second"]);
    expect(await ask("first")).toEqual(["HIT", "first"]);
  });

  test("errors are not kept", async () => {
    await start();
    for (let time = 0; time < 3; time += 1) {
      const answer = await read('{ posts(after: "none") { nodes { slug } } }');
      expect([answer.headers.get("x-cache"), answer.headers.get("cache-control")]).toEqual([
        null,
        "no-store",
      ]);
    }
  });

  const untilIt = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await setTimeout(20);
  };

  test("a medical review drops the answers that say whether it is overdue when it becomes so", async () => {
    await start();
    const overdueFrom = new Date(Date.now() + 1_500).toISOString();
    await database.source.query(
      `INSERT INTO medical_review (post_row_id, reviewed_on, next_due, overdue_from, reviewer_name,
         reviewer_credentials)
       SELECT row_id, '2024-01-01', '${overdueFrom.slice(0, 10)}', '${overdueFrom}', 'R', '[]' FROM post
       WHERE slug = 'second'`,
    );
    const review = '{ post(by: { slug: "second" }) { medicalReview { isOverdue } } }';
    const before = await read(review);
    expect(JSON.stringify(before.body)).toContain("false");
    const maxAge = Number(/max-age=(\d+)/.exec(before.headers.get("cache-control") ?? "")?.[1] ?? 0);
    expect(maxAge).toBeLessThanOrEqual(1);
    await outcomes(clinics);
    await untilIt(async () => JSON.stringify((await read(review)).body).includes("true"));
    expect(new Date().toISOString() >= overdueFrom).toBe(true);
    await read(review);
    expect(await outcomes(review, clinics)).toEqual(["HIT", "HIT"]);
  });

  describe("a scheduled post", () => {
    test("drops the answers in which it appears when its time comes, and no others", async () => {
      await start();
      const publishedAt = new Date(Date.now() + 1_500).toISOString();
      await importValues(database, [postOf("soon", { publishedAt })]);
      const before = await read(posts);
      expect(JSON.stringify(before.body)).not.toContain("soon");
      const maxAge = Number(/max-age=(\d+)/.exec(before.headers.get("cache-control") ?? "")?.[1] ?? 0);
      expect(maxAge).toBeLessThanOrEqual(1);
      const tag = (await get(server.url, { query: posts })).headers.get("etag") ?? "";
      await outcomes(clinics);
      await untilIt(async () => JSON.stringify((await read(posts)).body).includes("soon"));
      expect(new Date().toISOString() >= publishedAt).toBe(true);
      // PostgreSQL is asked for the next state when the time has come; what was read until it is known is not kept.
      await read(posts);
      expect(await outcomes(posts, clinics)).toEqual(["HIT", "HIT"]);
      const after = await get(server.url, { query: posts }, { "if-none-match": tag });
      expect(after.status).toBe(200);
      expect(after.headers.get("etag")).not.toBe(tag);
    });

    test("does not shorten how long an answer without posts may be served", async () => {
      await start();
      await importValues(database, [
        postOf("soon", { publishedAt: new Date(Date.now() + 100_000).toISOString() }),
      ]);
      const ageOf = async (query: string) => (await read(query)).headers.get("cache-control");
      expect(await ageOf("{ regions(first: 2) { nodes { name } } }")).toBe("public, max-age=3600");
      expect(await ageOf(posts)).toBe("public, max-age=60");
    });
  });

  test("an answer that is given again says for how long it has been kept", async () => {
    await start();
    const first = await read(posts);
    expect(first.headers.get("age")).toBeNull();
    let again = first;
    while (again.headers.get("age") === null) {
      await setTimeout(50);
      again = await read(posts);
    }
    const age = Number(again.headers.get("age"));
    expect(age).toBeGreaterThan(0);
    expect(again.headers.get("x-cache")).toBe("HIT");
    expect(again.headers.get("cache-control")).toBe(`public, max-age=${60 + age}`);
  });

  describe("what is kept", () => {
    const query =
      "query ($slug: String!) { post(by: { slug: $slug }) { slug } tags { nodes { name slug } } }";
    const ask = async (slug: string) =>
      (await post(server.url, { query, variables: { slug } })).headers.get("x-cache");

    test("is no more than the maximum; what was asked for longest ago goes first", async () => {
      await start({ cacheMaxBytes: 20_000 });
      const slugs = Array.from({ length: 60 }, (_, index) => `slug-${index}`);
      for (const slug of slugs) {
        expect(await ask(slug)).toBe("MISS");
        expect(await ask("slug-0")).toBe("HIT");
      }
      expect(await ask("slug-59")).toBe("HIT");
      expect(await ask("slug-1")).toBe("MISS");
    });

    test("holds no answer that would take more than its share", async () => {
      await start({ cacheMaxBytes: 2_000 });
      expect(await outcomes(posts, posts, posts)).toEqual(["MISS", "MISS", "MISS"]);
    });

    test("is nothing when it may hold nothing", async () => {
      await start({ cacheMaxBytes: 0 });
      expect(await outcomes(posts, posts, posts)).toEqual(["OFF", "OFF", "OFF"]);
      const { headers } = await get(server.url, { query: posts });
      expect(headers.get("cache-control")).toBe("public, max-age=60");
      const again = await get(server.url, { query: posts }, { "if-none-match": headers.get("etag") ?? "" });
      expect(again.status).toBe(304);
    });
  });

  test("a database in memory keeps answers until it is written, and none while a transaction runs", async () => {
    const memory = await openDatabase({ url: "sqlite::memory:", entities });
    await migrateDatabase(memory);
    await writeNodes(memory, graphOfTwoPosts);
    server = await startContentServer(memory);
    expect(await outcomes(clinics, tags)).toEqual(["MISS", "MISS"]);
    expect(await outcomes(clinics, tags)).toEqual(["HIT", "HIT"]);
    await memory.source.query("UPDATE clinic SET name = 'By SQL'");
    expect(await outcomes(clinics, tags)).toEqual(["MISS", "HIT"]);
    const undone = memory.source.transaction(async (manager) => {
      await manager.query("UPDATE clinic SET name = 'Never'");
      expect(await outcomes(clinics, tags)).toEqual(["OFF", "OFF"]);
      expect((await read(tags)).headers.get("cache-control")).toBe("no-store");
      expect((await get(server.url, { query: tags })).headers.get("etag")).toBeNull();
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(JSON.stringify((await read(clinics)).body)).toContain("By SQL");
    await memory.close();
  });
});
