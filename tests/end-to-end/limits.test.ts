import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("a built server", () => {
  let server: BuiltServer;

  beforeAll(async () => {
    server = await startBuiltServer({
      SEEDS: "none",
      MAX_DEPTH: "3",
      MAX_TOKENS: "40",
      MAX_ALIASES: "1",
      MAX_ROOT_FIELDS: "2",
      MAX_BODY_BYTES: "1024",
    });
  });

  afterAll(() => server.stop());

  test.each([
    ["QUERY_TOO_DEEP", "the maximum is 3", "{ posts { nodes { author { name } } } }"],
    ["QUERY_TOO_LONG", "more than 40 tokens", `{ posts { totalCount ${"__typename ".repeat(40)} } }`],
    ["TOO_MANY_ALIASES", "the maximum is 1", "{ a: __typename b: __typename }"],
    ["TOO_MANY_ROOT_FIELDS", "is 2", "{ posts { totalCount } tags { totalCount } clinics { totalCount } }"],
    ["BODY_TOO_LARGE", "1024", `{ __typename } # ${"long ".repeat(300)}`],
  ])("a document past the environment's limit is refused with %s: %s", async (code, maximum, document) => {
    const { body } = await server.ask(document);
    expect(body.errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(maximum),
        extensions: expect.objectContaining({ code }),
      }),
    ]);
  });
});
