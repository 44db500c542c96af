import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";
import { graphOfTwoPosts } from "./graph-of-two-posts.js";

type Where = Record<string, unknown>;

describeEachDatabase("filter limits", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph(graphOfTwoPosts);
  });

  afterAll(async () => {
    await graph.close();
  });

  /** Both exits must refuse or serve it; the code, message and statements of the refusal. */
  async function ask(where: unknown, more: { document?: string; name?: string } = {}) {
    const { document = "query ($where: PostWhere) { posts(where: $where) { totalCount } }", name = "where" } =
      more;
    const isServed = (await graph.readText(document, { [name]: where })) !== undefined;
    const { data, errors, statements } = await graph.query(document, { [name]: where });
    expect(isServed).toBe(errors === undefined);
    const [error] = errors ?? [];
    return { data, code: error?.extensions.code, message: error?.message, statements };
  }

  function nest(
    levels: number,
    wrap: (inner: Where) => Where,
    leaf: Where = { slug: { eq: "first" } },
  ): Where {
    return Array.from({ length: levels }).reduce<Where>(wrap, leaf);
  }

  const inAnd = (inner: Where): Where => ({ and: [inner] });

  const wraps: Record<string, (inner: Where) => Where> = {
    not: (inner) => ({ not: inner }),
    and: inAnd,
    or: (inner) => ({ or: [inner, {}] }),
  };

  describe("a filter by a variable", () => {
    test.each(Object.entries(wraps))(
      "that nests %s is answered or refused, however deep",
      async (_, wrap) => {
        for (const levels of [1, 5, 11]) expect((await ask(nest(levels, wrap))).code).toBeUndefined();
        for (const levels of [25, 49, 101, 500, 1_000, 5_000, 30_000]) {
          const { code, statements } = await ask(nest(levels, wrap));
          expect(code).toBe("FILTER_TOO_LARGE");
          expect(statements).toEqual([]);
        }
      },
    );

    test.each(Object.entries(wraps))(
      "that nests %s 12 deep is answered, and one of 13 is refused",
      async (_, wrap) => {
        expect((await ask(nest(11, wrap))).code).toBeUndefined();
        expect(await ask(nest(12, wrap))).toMatchObject({
          code: "FILTER_TOO_LARGE",
          message: "The argument where of posts nests filters more than 12 deep; ask in simpler terms.",
        });
      },
    );

    test("that looks through lists of lists of lists of lists is refused by its cost, before it looks", async () => {
      const through = (lists: number) =>
        Array.from({ length: lists }).reduce<Where>(
          (inner, _, index) => ({ [(lists - index) % 2 === 1 ? "tags" : "posts"]: { some: inner } }),
          { slug: { eq: "nothing" } },
        );
      expect((await ask(through(3))).code).toBeUndefined();
      const { code, message, statements } = await ask(through(4));
      expect(code).toBe("QUERY_TOO_COSTLY");
      expect(message).toContain("Heaviest are posts (");
      expect(statements).toEqual([]);
    });

    test("of as much as may be is answered at every depth of a query", async () => {
      const conditions = { and: Array.from({ length: 98 }, () => ({ slug: { startsWith: "" } })) };
      const page = "(first: 1, where: WHERE) { totalCount pageInfo { endCursor } nodes { slug NEXT } }";
      const document = Array.from({ length: 5 }).reduce<string>(
        (inner) =>
          `tags${page.replace("WHERE", "$tags").replace("NEXT", `posts${page.replace("WHERE", "$posts").replace("NEXT", inner)}`)}`,
        "",
      );
      const text = `query ($tags: TagWhere, $posts: PostWhere) { posts${page.replace("WHERE", "$posts").replace("NEXT", document)} }`;
      const { errors } = await graph.query(text, { tags: conditions, posts: conditions });
      expect(errors).toBeUndefined();
    });

    test.each(["and", "or"])("of 99 conditions in %s is answered", async (name) => {
      const conditions = Array.from({ length: 99 }, () => ({ slug: { eq: "first" } }));
      const { code, data } = await ask({ [name]: conditions });
      expect(code).toBeUndefined();
      expect(data.posts.totalCount).toBe(1);
    });

    test.each([
      ["100 conditions", () => ({ and: Array.from({ length: 100 }, () => ({ slug: { eq: "first" } })) })],
      ["90 relations", () => ({ or: Array.from({ length: 90 }, () => ({ tags: { some: {} } })) })],
      ["200 empty objects", () => ({ and: Array.from({ length: 200 }, () => ({})) })],
    ])("of %s is refused", async (_, toWhere) => {
      expect(await ask(toWhere())).toMatchObject({
        code: "FILTER_TOO_LARGE",
        message: "The argument where of posts has more than 200 input objects; ask in simpler terms.",
        statements: [],
      });
    });

    test.each([
      [
        "10,000 conditions",
        () => ({ or: Array.from({ length: 10_000 }, () => ({ slug: { eq: "first" } })) }),
      ],
      ["100,000 empty objects", () => ({ and: Array.from({ length: 100_000 }, () => ({})) })],
    ])("of %s is refused before it is coerced", async (_, toWhere) => {
      expect(await ask(toWhere())).toMatchObject({
        code: "FILTER_TOO_LARGE",
        message: "The variables have more than 2000 input objects; ask in simpler terms.",
        statements: [],
      });
    });
  });

  test.each([
    ["slug", ["first"]],
    ["title", ["First post"]],
    ["id", ["post_00000000000000000000"]],
  ])("a list for %s holds 100 values at the most", async (field, [value]) => {
    const list = (length: number) => ({ [field]: { in: Array.from({ length }, () => value) } });
    expect((await ask(list(100))).code).toBeUndefined();
    expect(await ask(list(101))).toMatchObject({
      code: "FILTER_TOO_LARGE",
      message: `The argument where of posts got a list longer than 100 for ${field}.in.`,
      statements: [],
    });
  });

  test("a filter in the document is refused like one in a variable", async () => {
    const levels = 300;
    const where = `${"{ not: ".repeat(levels)}{}${" }".repeat(levels)}`;
    const { code } = await ask(undefined, { document: `{ posts(where: ${where}) { totalCount } }` });
    expect(code).toBe("FILTER_TOO_LARGE");
  });

  test("filters of nested connections cost more for each object that they are asked of", async () => {
    const conditions = Array.from({ length: 90 }, () => ({ slug: { eq: "first" } }));
    const document = `query ($where: TagWhere) { posts(first: 100) { nodes { tags(first: 1, where: $where) { totalCount } } } }`;
    expect((await ask({ or: conditions }, { document })).code).toBeUndefined();
    const relations = Array.from({ length: 40 }, () => ({ posts: { some: { slug: { eq: "first" } } } }));
    const { code, message } = await ask({ or: relations }, { document });
    expect(code).toBe("QUERY_TOO_COSTLY");
    expect(message).toContain("Heaviest are posts.nodes.tags (");
  });

  test("an order has 3 keys at the most", async () => {
    const document = "query ($orderBy: [PostOrder!]) { posts(orderBy: $orderBy) { totalCount } }";
    const keys = (length: number) => Array.from({ length }, () => ({ field: "TITLE", direction: "ASC" }));
    expect((await ask(keys(3), { document, name: "orderBy" })).code).toBeUndefined();
    expect(await ask(keys(4), { document, name: "orderBy" })).toMatchObject({
      code: "ORDER_INVALID",
      message: "The argument orderBy of posts got 4 keys; the maximum is 3.",
      statements: [],
    });
  });
});
