import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { lacksDerived } from "../../src/content/lacks-derived.js";
import { diagnose } from "../../src/doctor/diagnose.js";
import { startBuiltServer } from "../support/built-server.js";
import { runCli } from "../support/cli.js";
import { importValues, post, tag } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("a database that an older version filled", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
    await importValues(database, [tag("calm"), post("walks", { tags: ["calm"] })]);
    await importValues(database, [post("naps", { tags: ["calm"] })]);
    await importValues(database, [post("dreams", { tags: ["calm"] })]);
  });

  afterEach(() => database.close());

  /** As a migration makes the tables. */
  async function forgetDerived(): Promise<void> {
    for (const table of ["search_document", "post_word", "related_post"])
      await database.source.query(`DELETE FROM ${table}`);
  }

  const run = (command: string) => runCli([command], { DATABASE_URL: database.url });

  const forgetPost = (slug: string) =>
    database.source.query(
      `DELETE FROM search_document WHERE post_row_id = (SELECT row_id FROM post WHERE slug = '${slug}')`,
    );

  test("is told by its oldest and its newest nodes, with one statement", async () => {
    database.statements.length = 0;
    expect(await lacksDerived(database)).toBe(false);
    expect(database.statements).toHaveLength(1);
    await forgetPost("naps");
    expect(await lacksDerived(database)).toBe(false);
    await forgetPost("dreams");
    expect(await lacksDerived(database)).toBe(true);
    expect(await run("reindex")).toMatchObject({ code: 0 });
    expect(await lacksDerived(database)).toBe(false);
    await forgetPost("walks");
    expect(await lacksDerived(database)).toBe(true);
    for (const table of ["post", "tag"]) await database.source.query(`DELETE FROM ${table}`);
    expect(await lacksDerived(database)).toBe(false);
  });

  test("has all made by migrate, once", async () => {
    await forgetDerived();
    const done = "The schema is up to date.\n";
    expect(await run("migrate")).toEqual({
      code: 0,
      stdout: `${done}Indexed all nodes, and ranked what is related to each of 3 posts.\n`,
      stderr: "",
    });
    expect((await diagnose(database)).faults).toEqual([]);
    expect(await run("migrate")).toEqual({ code: 0, stdout: done, stderr: "" });
  });

  test("is served, and the log says once what is missing until reindex has run", async () => {
    await forgetDerived();
    const start = () => startBuiltServer({ DATABASE_URL: database.url });
    const listWarnings = (output: string) => output.split("\n").filter((line) => line.includes("reindex"));
    const server = await start();
    const { body } = await server.ask(
      `{ posts { nodes { slug } } search(query: "walks") { nodes { __typename } } }`,
    );
    expect(body.data.posts.nodes).toHaveLength(3);
    expect(body.data.search.nodes).toEqual([]);
    expect(await server.stop()).toBe(0);
    const [warning, ...others] = listWarnings(server.readOutput());
    expect(others).toEqual([]);
    expect(JSON.parse(warning ?? "")).toMatchObject({
      level: 40,
      msg: expect.stringContaining("`colloquy reindex`"),
    });
    expect(await run("reindex")).toMatchObject({ code: 0 });
    const next = await start();
    const answer = await next.ask(`{ search(query: "walks") { nodes { __typename } } }`);
    expect(answer.body.data.search.nodes).toHaveLength(1);
    await next.stop();
    expect(listWarnings(next.readOutput())).toEqual([]);
  });
});
