import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { codeOf, messageOf, post } from "./support/requests.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** `levels` fields inside each other, the root included. */
function nested(levels: number): string {
  const names = [
    "book(id: 1)",
    ...Array.from({ length: levels - 2 }, (_, level) => (level % 2 ? "books" : "author")),
  ];
  const leaf = levels % 2 === 0 ? "title" : "name";
  return names.reduceRight((inner, name) => `${name} { ${inner} }`, leaf);
}

const letters = Array.from({ length: 60 }, (_, index) => `f${index}`);

/** Fragments that each spread the next one twice: 2^40 leaves in a document of a few hundred tokens. */
function doubling(leaf: string, last = 40): string {
  const fragments = Array.from({ length: last }, (_, index) => {
    const next = index + 1 === last ? leaf : `...D${index + 1} ...D${index + 1}`;
    return `fragment D${index} on Book { ${next} }`;
  });
  return `{ book(id: 1) { ...D0 } } ${fragments.join(" ")}`;
}

async function refusal(query: string) {
  const answer = await post(server.url, { query });
  return { status: answer.status, code: codeOf(answer), message: messageOf(answer) };
}

describe("depth", () => {
  test("of 12 is answered", async () => {
    expect((await post(server.url, { query: `{ ${nested(12)} }` })).status).toBe(200);
  });

  test("of 13 is refused with what was found and the maximum", async () => {
    expect(await refusal(`{ ${nested(13)} }`)).toEqual({
      status: 400,
      code: "QUERY_TOO_DEEP",
      message:
        "Selections are nested 13 deep; the maximum is 12. Ask for the deeper part in a second operation.",
    });
  });

  test("counts through fragments and inline fragments", async () => {
    const query = `{ book(id: 1) { ... on Book { ...A } } }
      fragment A on Book { author { books { author { books { author { ...B } } } } } }
      fragment B on Author { books { author { books { author { books { author { name } } } } } } }`;
    expect(await refusal(query)).toMatchObject({ code: "QUERY_TOO_DEEP", status: 400 });
  });

  test("inside __schema has a bound of its own", async () => {
    const type = (levels: number) =>
      `{ __schema { types { ${"ofType { ".repeat(levels)} name ${"} ".repeat(levels)} } } }`;
    expect((await post(server.url, { query: type(17) })).status).toBe(200);
    expect(await refusal(type(18))).toMatchObject({ code: "QUERY_TOO_DEEP", status: 400 });
  });
});

describe("aliases", () => {
  const aliased = (count: number) => letters.slice(0, count).map((letter) => `${letter}: title`);

  test("50 are answered", async () => {
    expect((await post(server.url, { query: `{ book(id: 1) { ${aliased(50)} } }` })).status).toBe(200);
  });

  test("51 are refused with what was found and the maximum", async () => {
    expect(await refusal(`{ book(id: 1) { ${aliased(51)} } }`)).toEqual({
      status: 400,
      code: "TOO_MANY_ALIASES",
      message: "The operation has 51 aliases; the maximum is 50. Split it into several operations.",
    });
  });

  test("count once per spread of their fragment", async () => {
    const books = letters.slice(0, 6).map((letter) => `${letter}: book(id: 1) { ...Aliased }`);
    const query = `{ ${books} } fragment Aliased on Book { ${aliased(10)} }`;
    expect(await refusal(query)).toMatchObject({ message: expect.stringContaining("has 66 aliases") });
  });

  test("in fragments that double are counted without being walked", async () => {
    expect(await refusal(doubling("a: title"))).toMatchObject({
      code: "TOO_MANY_ALIASES",
      message: expect.stringContaining("more than 10000 aliases"),
    });
  });
});

describe("root fields", () => {
  const roots = (count: number) => letters.slice(0, count).map((letter) => `${letter}: hello`);

  test("10 are answered, those that merge counted once", async () => {
    expect((await post(server.url, { query: `{ ${roots(10)} f0: hello }` })).status).toBe(200);
  });

  test("11 are refused with what was found and the maximum, also when fragments hold them", async () => {
    const message = "The operation has 11 root fields; the maximum is 10. Split it into several operations.";
    const expected = { status: 400, code: "TOO_MANY_ROOT_FIELDS", message };
    expect(await refusal(`{ ${roots(11)} }`)).toEqual(expected);
    expect(await refusal(`{ ...Q ... { ...Q } } fragment Q on Query { ${roots(11)} }`)).toEqual(expected);
  });
});

describe("tokens", () => {
  /** A document of so many tokens, nine of which are not the numbers. */
  const document = (tokens: number) => `{ count(of: [${"7 ".repeat(tokens - 9)}]) }`;

  test("1500 are answered", async () => {
    const answer = await post(server.url, { query: document(1_500) });
    expect(answer.body).toEqual({ data: { count: 1_491 } });
  });

  test("1501 are refused with the maximum", async () => {
    expect(await refusal(document(1_501))).toEqual({
      status: 400,
      code: "QUERY_TOO_LONG",
      message:
        "The document has more than 1500 tokens, the maximum. Ask for less, or split it into several operations.",
    });
  });

  test("100,000 brackets are refused before they overflow the parser", async () => {
    expect(await refusal("{a".repeat(50_000))).toMatchObject({ code: "QUERY_TOO_LONG", status: 400 });
    expect(await refusal(`{ book(id: ${"[".repeat(100_000)}`)).toMatchObject({ code: "QUERY_TOO_LONG" });
  });
});

describe("what GraphQL's own rules find", () => {
  const unknown = (count: number) => letters.slice(0, count).map((letter) => `${letter}: none`);

  test("is not looked for in a document past a limit, which says where that is", async () => {
    const { body } = await post(server.url, { query: `{ book(id: 1) { ${unknown(51)} } }` });
    expect(body.errors).toEqual([
      expect.objectContaining({
        locations: [{ line: 1, column: 1 }],
        extensions: { code: "TOO_MANY_ALIASES" },
      }),
    ]);
  });

  test("is told up to twenty, and that there is more", async () => {
    const { body, status } = await post(server.url, { query: `{ book(id: 1) { ${unknown(50)} } }` });
    expect(status).toBe(400);
    expect(body.errors).toHaveLength(21);
    expect(body.errors?.at(-1)?.message).toContain("error limit reached");
    for (const { extensions } of body.errors ?? []) expect(extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});

describe("variables", () => {
  const query = "query ($of: [Int!]!) { count(of: $of) }";
  const ask = (of: string) => post(server.url, `{"query":${JSON.stringify(query)},"variables":{"of":${of}}}`);

  test("that nest 30,000 deep are refused before graphql-js overflows its stack over them", async () => {
    const answer = await ask(`${"[".repeat(30_000)}${"]".repeat(30_000)}`);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe("FILTER_TOO_LARGE");
    expect(messageOf(answer)).toBe("The variables nest more than 100 deep; ask in simpler terms.");
  });

  test("of 80,000 objects are refused before they are coerced", async () => {
    expect(codeOf(await ask(`[${"{},".repeat(80_000)}1]`))).toBe("FILTER_TOO_LARGE");
  });
});

describe("wrong values of variables", () => {
  const query = "query ($of: [Int!]!, $name: String) { count(of: $of) hello(name: $name) }";

  test("are told up to fifty, and that there are more", async () => {
    const answer = await post(server.url, {
      query,
      variables: { of: Array.from({ length: 60 }, () => "one") },
    });
    const { errors = [] } = answer.body;
    expect(answer.status).toBe(400);
    expect(errors).toHaveLength(51);
    for (const { extensions } of errors) expect(extensions).toEqual({ code: "BAD_USER_INPUT" });
    expect(errors.at(-1)?.message).toContain("more values that cannot be used than are listed");
    expect(server.logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  test("are repeated in a message by their beginning only", async () => {
    const answer = await post(server.url, {
      query,
      variables: { of: [1], name: { text: "x".repeat(100_000) } },
    });
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_USER_INPUT"]);
    expect(messageOf(answer)).toHaveLength(1_001);
    expect(messageOf(answer)).toMatch(/^Variable "\$name" got invalid value .*x…$/);
  });
});

test("a field repeated so often that graphql-js gives up on checking it is refused with advice", async () => {
  expect(await refusal(`{ ${"hello ".repeat(1_498)}}`)).toMatchObject({
    status: 400,
    code: "GRAPHQL_VALIDATION_FAILED",
    message: expect.stringContaining("Select each field once"),
  });
});

describe("fragments that cannot be walked", () => {
  test("a cycle is refused by its own rule", async () => {
    const query = "{ book(id: 1) { ...A } } fragment A on Book { author { books { ...A } } }";
    expect(await refusal(query)).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
  });

  test("a fragment that is missing is refused by its own rule", async () => {
    expect(await refusal("{ ...Nowhere }")).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
  });

  test("doubling fragments without aliases are answered", async () => {
    const answer = await post(server.url, { query: doubling("title", 10) });
    expect(answer.body).toEqual({ data: { book: { title: "Middlemarch" } } });
  });
});
