import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { createSchema } from "../../src/content/schema.js";
import { importValues, post, says } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type Exits, openExits, testNow } from "../support/exits.js";
import { fits, type OracleRow, readOracle } from "./filter-oracle.js";

interface Page {
  totalCount: number;
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

describeEachDatabase("access paths", () => {
  /** Whether a filter counts as rare is decided at 1,000 rows; most filters here are common. */
  const total = 1_150;

  const content = [
    { type: "region", slug: "land", name: "Land" },
    { type: "region", slug: "state", name: "State", parent: "land" },
    { type: "clinic", slug: "clinic", name: "Clinic", region: "state" },
    { type: "expert", slug: "speaker", name: "Speaker" },
    { type: "author", slug: "writer", name: "Writer", kind: "PERSON" },
    ...["common", "thousand", "thousand-and-one", "rare"].map((slug) => ({
      type: "tag",
      slug,
      name: slug,
      kind: "TOPIC",
    })),
    ...Array.from({ length: total }, (_, index) =>
      post(`post-${index}`, {
        status: index % 50 === 7 ? "DRAFT" : "PUBLISHED",
        // Three posts a day, so that pages are cut inside ties.
        publishedAt: new Date(Date.UTC(2020, 0, 1 + Math.floor(index / 3))).toISOString(),
        ...(index % 100 !== 3 && { author: "writer" }),
        tags: [
          ...(index % 60 === 1 ? [] : ["common"]),
          ...(index < 1_000 ? ["thousand"] : []),
          ...(index < 1_001 ? ["thousand-and-one"] : []),
          ...(index % 400 === 5 ? ["rare"] : []),
        ],
        blocks:
          index % 90 === 2
            ? []
            : [says("speaker", "Words.", { clinic: index % 200 === 4 ? null : "clinic" })],
      }),
    ),
  ];

  let database: TestDatabase;

  let exits: Exits;

  let posts: OracleRow[];

  beforeAll(async () => {
    database = await openTestDatabase();
    const report = await importValues(database, content, { now: testNow });
    expect(report.problems).toEqual([]);
    exits = openExits(await createSchema(), database);
    const all = (await readOracle(database)).Post ?? [];
    posts = all.sort((left, right) => (keyOf(left) < keyOf(right) ? 1 : -1));
  });

  afterAll(async () => {
    await database.close();
  });

  function keyOf({ id, columns }: OracleRow): string {
    return `${columns.publishedAt} ${id}`;
  }

  const tagged = (slug: string) => ({ tags: { some: { slug: { eq: slug } } } });

  const filters: Record<string, Record<string, unknown>> = {
    common: tagged("common"),
    thousand: tagged("thousand"),
    "thousand and one": tagged("thousand-and-one"),
    rare: tagged("rare"),
    "none at all": tagged("nothing"),
    writer: { author: { slug: { eq: "writer" } } },
    speaker: { experts: { some: { slug: { eq: "speaker" } } } },
    region: { regions: { some: { slug: { eq: "land" } } } },
    "not rare": { tags: { none: { slug: { eq: "rare" } } } },
  };

  const names = Object.keys(filters);

  const combinations = [
    ...names.map((name) => [name]),
    ...names.flatMap((first, index) => names.slice(index + 1).map((second) => [first, second])),
    ["common", "writer", "speaker", "region"],
    ["region", "speaker", "writer", "rare"],
    ["common", "writer", "speaker", "region", "thousand and one", "not rare"],
  ];

  const selection =
    "{ totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";

  const document = parse(
    `query ($where: [PostWhere!], $first: Int, $last: Int, $after: String, $before: String) { posts(where: { and: $where }, first: $first, last: $last, after: $after, before: $before) ${selection} }`,
  );

  async function readPage(where: readonly unknown[], page: Record<string, unknown>): Promise<Page> {
    const text = await exits.readText(document, { where, ...page });
    return JSON.parse(text ?? "null").data.posts;
  }

  describe.each(combinations.map((chosen) => [chosen.join(", "), chosen] as const))(
    "posts by %s",
    (_, chosen) => {
      const where = chosen.map((name) => filters[name] ?? {});

      test("are those that an oracle finds, in order, from either end and behind a cursor", async () => {
        const expected = posts.filter((row) => fits(row, { and: where })).map(({ id }) => id);
        const first = await readPage(where, { first: 7 });
        expect(first.totalCount).toBe(expected.length);
        expect(first.nodes.map(({ id }) => id)).toEqual(expected.slice(0, 7));
        expect(first.pageInfo.hasNextPage).toBe(expected.length > 7);
        const last = await readPage(where, { last: 7 });
        expect(last.nodes.map(({ id }) => id)).toEqual(expected.slice(-7));
        const next = await readPage(where, { first: 7, after: first.pageInfo.endCursor });
        expect(next.nodes.map(({ id }) => id)).toEqual(expected.slice(7, 14));
        expect(next.pageInfo.hasPreviousPage).toBe(expected.length > 0);
        const before = await readPage(where, { last: 3, before: last.pageInfo.startCursor });
        expect(before.nodes.map(({ id }) => id)).toEqual(expected.slice(0, -7).slice(-3));
      });
    },
  );

  test.each([
    ["land", {}],
    ["land", tagged("rare")],
    ["state", tagged("common")],
  ])("posts of the region %s that fit %j are those that the filter finds", async (slug, where) => {
    const ofRegion = parse(
      `query ($where: PostWhere, $first: Int, $last: Int, $after: String) { region(by: { slug: "${slug}" }) { posts(where: $where, first: $first, last: $last, after: $after) ${selection} } }`,
    );
    const filtered = [where, { regions: { some: { slug: { eq: slug } } } }];
    const { endCursor: after } = (await readPage(filtered, { first: 5 })).pageInfo;
    for (const page of [{ first: 9 }, { last: 9 }, { first: 9, after }]) {
      const text = await exits.readText(ofRegion, { where, ...page });
      expect(JSON.parse(text ?? "null").data.region.posts).toEqual(await readPage(filtered, page));
    }
  });

  test("what one tag leads to is not collected first, and what may come several times is", () => {
    const isCollected = (where: Record<string, unknown>) =>
      exits.prepare(document, { where: [where], first: 7 })?.plan.statements[0]?.text.includes("DISTINCT");
    expect(isCollected(tagged("common"))).toBe(false);
    expect(isCollected({ tags: { some: { id: { eq: "tag_1" }, kind: { eq: "TOPIC" } } } })).toBe(false);
    expect(isCollected({ tags: { some: { slug: { in: ["common", "rare"] } } } })).toBe(true);
    expect(isCollected({ tags: { some: { kind: { eq: "TOPIC" } } } })).toBe(true);
    expect(isCollected({ tags: { some: { or: [{ slug: { eq: "rare" } }] } } })).toBe(true);
    expect(isCollected({ experts: { some: { slug: { eq: "speaker" } } } })).toBe(true);
  });

  test("however many filters are common, the last way is along the order", () => {
    for (const count of [1, 3, 4, 6]) {
      const where = Array.from({ length: count }, () => tagged("common"));
      const [statement] = exits.prepare(document, { where, first: 7 })?.plan.statements ?? [];
      expect(statement?.text).toMatch(/CROSS JOIN "post" AS "t\d+" WHERE/);
    }
  });
});
