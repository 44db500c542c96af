import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createSchema } from "../../../src/content/schema.js";
import { readContentPools } from "../../fuzz/content-pools.js";
import { makeOperation } from "../../fuzz/run-operations.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { openExits } from "../../support/exits.js";
import { writeNodes } from "../../support/graph.js";
import { exchange } from "../support/raw-http.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";
import { hiddenContent, marker, scheduledContent, visibleContent } from "./support/hidden-content.js";
import { hiddenPaths, hiddenQuestions } from "./support/hidden-questions.js";

const randomOperations = 60;

/** Answers of a graph with hidden posts are held against those of one without: what is the same tells nothing of them. */
describeEachDatabase("hidden posts", () => {
  let full: TestDatabase;
  let bare: TestDatabase;
  let fullServer: ContentServer;
  let bareServer: ContentServer;

  beforeAll(async () => {
    full = await openTestDatabase();
    bare = await openTestDatabase();
    await writeNodes(full, [...visibleContent, ...hiddenContent]);
    await writeNodes(bare, visibleContent);
    fullServer = await startContentServer(full);
    bareServer = await startContentServer(bare);
  });

  afterAll(async () => {
    await Promise.all([fullServer.stop(), bareServer.stop()]);
    await Promise.all([full.close(), bare.close()]);
  });

  /** Ids of hidden posts and of all that is part of them, which a client may have from a preview. */
  async function listHiddenIds(): Promise<string[]> {
    const queries = [
      "SELECT id FROM post WHERE slug LIKE 'ghost-%'",
      ...["contribution", "source", "correction"].map(
        (table) =>
          `SELECT id FROM ${table} WHERE post_row_id IN (SELECT row_id FROM post WHERE slug LIKE 'ghost-%')`,
      ),
      "SELECT id FROM link WHERE source_row_id IN (SELECT row_id FROM post WHERE slug LIKE 'ghost-%')",
    ];
    const rows = await Promise.all(
      queries.map((query) => full.source.query(query) as Promise<{ id: string }[]>),
    );
    return rows.flat().map(({ id }) => id);
  }

  async function ask({ url }: ContentServer, query: string, variables: object): Promise<string> {
    const body = JSON.stringify({ query, variables });
    const { body: text } = await exchange(url, {
      method: "POST",
      headers: {
        host: "x",
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
      },
      body,
    });
    return text;
  }

  describe.each(Object.entries(hiddenQuestions))("are not to be seen in %s", (_surface, documents) => {
    test.each(documents)("%s", async (document) => {
      const variables = document.includes("$ids") ? { ids: await listHiddenIds() } : {};
      const answer = await ask(fullServer, document, variables);
      expect(JSON.parse(answer).errors).toBeUndefined();
      expect(answer.toLowerCase()).not.toContain(marker);
      expect(answer).toBe(await ask(bareServer, document, variables));
    });
  });

  test.each(hiddenPaths)("are not to be seen in %s", async (path) => {
    const read = async ({ url }: ContentServer) => {
      const { status, body } = await exchange(url, { path, headers: { host: "x" } });
      return { status, body };
    };
    const answer = await read(fullServer);
    expect(answer.body.toLowerCase()).not.toContain(marker);
    expect(answer.body).not.toContain("ghost-");
    expect(answer).toEqual(await read(bareServer));
  });

  test("leave no cursor that shows how many there are", async () => {
    const document = "{ posts(first: 1) { edges { cursor } pageInfo { endCursor hasNextPage } } }";
    const page = JSON.parse(await ask(fullServer, document, {})).data.posts;
    const after =
      "query ($after: String) { posts(first: 9, after: $after) { totalCount nodes { slug } pageInfo { hasNextPage } } }";
    const variables = { after: page.pageInfo.endCursor };
    const rest = await ask(fullServer, after, variables);
    expect(rest).toBe(await ask(bareServer, after, variables));
    expect(JSON.parse(rest).data.posts.nodes).toEqual([{ slug: "two" }, { slug: "one" }]);
  });

  test("that are drafts or archived change no score of a search", async () => {
    // FTS5 counts scheduled posts in how rare a word is, and so in its scores: both graphs have them.
    const scheduled = await openTestDatabase();
    await writeNodes(scheduled, [...visibleContent, ...scheduledContent]);
    const schema = await createSchema();
    for (const query of ["rest", "sleep", marker, "silent"]) {
      const document = `{ search(query: "${query}") { edges { cursor score } } }`;
      const answer = await openExits(schema, full).readObjects(document);
      expect(answer.errors).toBeUndefined();
      expect(answer).toEqual(await openExits(schema, scheduled).readObjects(document));
    }
    await scheduled.close();
  });

  test("change no answer to random operations, whose filters ask for them by all that they hold", async () => {
    const schema = await createSchema();
    const [exits, bareExits] = [openExits(schema, full), openExits(schema, bare)];
    const pools = await readContentPools(schema, full, exits);
    expect(pools.values.get("Post.slug")).toContain("ghost-draft");
    for (let index = 0; index < randomOperations; index += 1) {
      const { document, requests } = makeOperation({ schema, pools, exits: [exits] }, 7, index);
      for (const variables of requests) {
        const answer = JSON.stringify(await exits.readObjects(document, variables));
        expect(answer).toBe(JSON.stringify(await bareExits.readObjects(document, variables)));
      }
    }
  });
});
