import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { createSchema } from "../../src/content/schema.js";
import { Tag, TagKind } from "../../src/content/tags/tag.entity.js";
import { findOperation } from "../../src/planner/parsed-operation.js";
import { Planner } from "../../src/planner/planner.js";
import { ReadRequest } from "../../src/planner/read-request.js";
import { TextExit } from "../../src/planner/text-exit.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { maximumCost, testNow, testSiteUrl } from "../support/exits.js";

/** Rows as an import would write them, without what an import does besides. */
async function insertTags({ source }: TestDatabase, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const name = `tag-${String(index).padStart(5, "0")}`;
    const id = `tag_${String(index).padStart(20, "0")}`;
    return { id, slug: name, name, nameKey: name, kind: TagKind.TOPIC, synonyms: [] };
  });
  for (let start = 0; start < count; start += 500) {
    await source.getRepository(Tag).insert(rows.slice(start, start + 500));
  }
}

describeEachDatabase("large pages", () => {
  test("of the program's own go on where they end, also beyond 9,000 nodes", async () => {
    const size = 9_500;
    const database = await openTestDatabase();
    await insertTags(database, size + 10);
    const planner = new Planner(await createSchema(), database, {
      siteUrl: testSiteUrl,
      maximumPageSize: size,
    });
    const exit = new TextExit(database.reader);
    const read = async (after: string | null) => {
      const document = `query ($after: String) {
        tags(first: ${size}, after: $after) { nodes { slug } pageInfo { hasNextPage endCursor } }
      }`;
      const parsed = findOperation(parse(document));
      const prepared = parsed && planner.prepare(parsed, { variables: { after }, now: testNow });
      if (!prepared) throw new Error("The page cannot be planned.");
      const bytes = await exit.read(prepared, new ReadRequest({ now: testNow, maximumCost }));
      return JSON.parse(bytes.toString()).data.tags;
    };
    const first = await read(null);
    expect([first.nodes.length, first.nodes.at(-1).slug]).toEqual([size, "tag-09499"]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await read(first.pageInfo.endCursor);
    expect([second.nodes.length, second.nodes[0].slug]).toEqual([10, "tag-09500"]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    await database.close();
  });
});
