import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runMainToItsEnd, startBuiltServer } from "../support/built-server.js";
import { createDatabasePlace, type TestDatabasePlace } from "../support/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";

const title = "a start that cannot succeed ends with 1 and says why, without a stack";

describeEachDatabase(title, () => {
  let place: TestDatabasePlace;

  beforeAll(async () => {
    place = await createDatabasePlace();
  });

  afterAll(() => place.remove());

  test("wrong environment values, all at once", async () => {
    const { code, stderr } = await runMainToItsEnd({
      PORT: "http",
      DATABASE_URL: "mysql://u:secret@h/d",
      LOG_LEVEL: "loud",
    });
    expect(code).toBe(1);
    for (const name of ["PORT", "DATABASE_URL", "LOG_LEVEL"]) expect(stderr).toContain(name);
    expect(stderr).not.toContain("secret");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("a port in use", async () => {
    const server = await startBuiltServer({ SEEDS: "none" });
    const { port } = new URL(server.url);
    const { code, stderr } = await runMainToItsEnd({
      DATABASE_URL: place.url,
      SEEDS: "none",
      PORT: port,
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken`);
    await server.stop();
  });

  test("seeds with faults: each with its file and line, and nothing written", async () => {
    const seeds = join(place.folder, "seeds");
    await mkdir(join(seeds, "tags"), { recursive: true });
    await writeFile(join(seeds, "tags/good.md"), "---\nname: Good\nkind: TOPIC\n---\n");
    await writeFile(join(seeds, "tags/bad.md"), "---\nname: Bad\nkind: [\n---\n");
    await writeFile(join(seeds, "tags/worse.md"), "---\nname: Worse\nkind: COLOUR\n---\n");
    const environment = { DATABASE_URL: place.url, SEEDS: seeds };
    const { code, stderr } = await runMainToItsEnd(environment);
    expect(code).toBe(1);
    expect(stderr).toMatch(/bad\.md:\d+/);
    expect(stderr).toMatch(/worse\.md:3/);
    await Promise.all(["bad", "worse"].map((name) => rm(join(seeds, `tags/${name}.md`))));
    const server = await startBuiltServer(environment);
    const { body } = await server.ask("{ tags { nodes { slug } } }");
    expect(body.data.tags.nodes).toEqual([{ slug: "good" }]);
    await server.stop();
  });
});

// What is no database of PostgreSQL is in tests/database/postgres.
describeOn("SQLite", title, () => {
  test("a file that is no database", async () => {
    const { url, folder, remove } = await createDatabasePlace();
    await writeFile(join(folder, "test.sqlite"), "Only prose, no pages. ".repeat(100));
    const { code, stderr } = await runMainToItsEnd({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(stderr).toContain("the file is not an SQLite database");
    expect(stderr).not.toMatch(/^\s+at /m);
    await remove();
  });
});
