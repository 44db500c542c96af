import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createSchema } from "../../src/content/schema.js";
import { codeOf, get, messageOf, post, send } from "./support/requests.js";
import { standardIntrospection } from "./support/standard-introspection.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const hello = 'query Greet { hello(name: "Ada") }';

describe("POST /graphql", () => {
  test("answers an operation with data", async () => {
    const answer = await post(server.url, { query: hello });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ data: { hello: "Hello, Ada" } });
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("speaks application/graphql-response+json to those who accept it", async () => {
    const answer = await post(server.url, { query: hello }, { accept: "application/graphql-response+json" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/graphql-response+json; charset=utf-8");
  });

  test("takes variables and chooses by operationName", async () => {
    const query = "query A { hello } query B($name: String!) { hello(name: $name) }";
    const answer = await post(server.url, { query, operationName: "B", variables: { name: "Bo" } });
    expect(answer.body).toEqual({ data: { hello: "Hello, Bo" } });
  });

  test("reads a body in UTF-8 with a byte order mark and a charset", async () => {
    const bytes = new TextEncoder().encode(`\uFEFF${JSON.stringify({ query: '{ hello(name: "Łucja") }' })}`);
    const answer = await post(server.url, bytes, { "content-type": "application/json; charset=utf-8" });
    expect(answer.body).toEqual({ data: { hello: "Hello, Łucja" } });
  });

  test("compresses a long answer when the client asks for it", async () => {
    const query = `{ hello(name: "${"long ".repeat(1_000)}") }`;
    const answer = await post(server.url, { query }, { "accept-encoding": "gzip" });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.body.data?.hello).toContain("long long");
  });

  test("calls introspection by the standard query allowed", async () => {
    const answer = await post(server.url, { query: standardIntrospection });
    expect(answer.body.errors).toBeUndefined();
    expect(answer.status).toBe(200);
  });
});

describe("GET /graphql", () => {
  test.each([
    ["an accept header that names JSON", { accept: "application/json" }],
    ["an accept header that names GraphQL JSON", { accept: "application/graphql-response+json" }],
    ["the header that Apollo clients send", { accept: "*/*", "apollo-require-preflight": "true" }],
    ["an operation name header", { accept: "*/*", "x-apollo-operation-name": "Greet" }],
    ["a JSON content type", { accept: "*/*", "content-type": "application/json" }],
    ["a page of this origin", { accept: "*/*", "sec-fetch-site": "same-origin" }],
    ["an address that a person typed", { accept: "text/html,*/*;q=0.8", "sec-fetch-site": "none" }],
    ["nothing but the address, as curl sends it", { accept: "*/*" }],
  ])("answers a request with %s", async (_which, headers) => {
    const answer = await get(server.url, { query: hello }, headers);
    expect(answer.body).toEqual({ data: { hello: "Hello, Ada" } });
    expect(answer.status).toBe(200);
  });

  test.each([
    ["from a page of another site", { "sec-fetch-site": "cross-site" }],
    ["from a page of a neighbouring host", { "sec-fetch-site": "same-site" }],
    ["with a foreign origin", { origin: "https://elsewhere.example" }],
    ["with an empty mark", { "sec-fetch-site": "cross-site", "apollo-require-preflight": "" }],
  ])("refuses a request %s", async (_which, headers) => {
    const answer = await get(server.url, { query: hello }, headers);
    expect([answer.status, codeOf(answer)]).toEqual([403, "CROSS_SITE_REQUEST"]);
    expect(messageOf(answer)).toContain("apollo-require-preflight: true");
  });

  test("takes variables as JSON", async () => {
    const query = "query ($name: String!) { hello(name: $name) }";
    const answer = await get(server.url, { query, variables: '{"name":"Bo"}' });
    expect(answer.body).toEqual({ data: { hello: "Hello, Bo" } });
  });

  test("refuses variables that are no JSON", async () => {
    const answer = await get(server.url, { query: hello, variables: "{" });
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
  });

  test("refuses a mutation", async () => {
    const answer = await get(server.url, { query: 'mutation { rename(title: "x") }' });
    expect([answer.status, codeOf(answer)]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(answer.headers.get("allow")).toBe("POST");
  });

  test("refuses a content type that is no JSON", async () => {
    const headers = { "content-type": "text/plain", "apollo-require-preflight": "true" };
    const answer = await get(server.url, { query: hello }, headers);
    expect([answer.status, codeOf(answer)]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });
});

describe("what is wrong with an operation", () => {
  test.each([
    { what: "syntax", body: { query: "{ hello" }, code: "GRAPHQL_PARSE_FAILED", says: "Syntax Error" },
    {
      what: "an unknown field",
      body: { query: "{ helo }" },
      code: "GRAPHQL_VALIDATION_FAILED",
      says: '"hello"',
    },
    {
      what: "a variable of a wrong type",
      body: variables({ name: 1 }),
      code: "BAD_USER_INPUT",
      says: '"$name"',
    },
    { what: "a missing variable", body: variables({}), code: "BAD_USER_INPUT", says: '"$name"' },
    {
      what: "an unknown operation name",
      body: { query: hello, operationName: "X" },
      code: "OPERATION_RESOLUTION_FAILURE",
      says: '"X"',
    },
    { what: "no query", body: { variables: {} }, code: "BAD_REQUEST", says: "query" },
    { what: "an empty object", body: {}, code: "BAD_REQUEST", says: "body" },
    {
      what: "a list of variables",
      body: { query: hello, variables: [] },
      code: "BAD_REQUEST",
      says: "variables",
    },
    { what: "a batch", body: [{ query: hello }], code: "BAD_REQUEST", says: "one operation per request" },
    { what: "a number for a query", body: { query: 7 }, code: "BAD_REQUEST", says: "strings" },
  ])("is told: $what", async ({ body, code, says }) => {
    const answer = await post(server.url, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect(messageOf(answer)).toContain(says);
  });

  test("is told in the answer when only running it shows that", async () => {
    const query = "query ($name: String) { hello(name: $name) }";
    const answer = await post(server.url, { query, variables: { name: null } });
    expect([answer.status, codeOf(answer)]).toEqual([200, "BAD_USER_INPUT"]);
    expect(messageOf(answer)).toContain('Argument "name"');
  });

  test("is told of a persisted query that is not kept, which clients then send in full", async () => {
    const persistedQuery = { version: 1, sha256Hash: "0".repeat(64) };
    const answer = await post(server.url, { extensions: { persistedQuery } });
    expect([answer.status, codeOf(answer)]).toEqual([200, "PERSISTED_QUERY_NOT_FOUND"]);
    expect(messageOf(answer)).toBe("PersistedQueryNotFound");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test.each(["image/png", "application/json;q=0, text/html", "application/*;q=0.0"])(
    "is not run when the client accepts %s",
    async (accept) => {
      const answer = await post(server.url, { query: hello }, { accept });
      expect([answer.status, codeOf(answer)]).toEqual([406, "NOT_ACCEPTABLE"]);
    },
  );

  test.each([
    ["application/json;q=0, */*", "application/graphql-response+json"],
    ["application/graphql-response+json;q=0, application/*", "application/json"],
  ])("is answered for %s by %s", async (accept, type) => {
    const answer = await post(server.url, { query: hello }, { accept });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, `${type}; charset=utf-8`]);
  });
});

function variables(values: object) {
  return { query: "query ($name: String!) { hello(name: $name) }", variables: values };
}

describe("other paths and methods", () => {
  test("are refused with the ones that exist", async () => {
    const answer = await send(`${server.url}/graphql`, { method: "DELETE" });
    expect([answer.status, codeOf(answer)]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(answer.headers.get("allow")).toBe("POST, GET, HEAD");
    expect(messageOf(answer)).toBe("DELETE is not served at this path. Use POST or GET or HEAD.");
  });

  test.each(["PUT", "PATCH", "OPTIONS"])("%s of /graphql is refused", async (method) => {
    const answer = await send(`${server.url}/graphql`, { method });
    expect([answer.status, codeOf(answer)]).toEqual([405, "METHOD_NOT_ALLOWED"]);
  });

  test("a path that is not there is not found, even for a browser", async () => {
    const answer = await send(`${server.url}/wp-login.php`, { headers: { accept: "text/html" } });
    expect([answer.status, codeOf(answer)]).toEqual([404, "PATH_NOT_FOUND"]);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test.each(["/%zz", "/playground/assets/..%2f..%2f..%2fpackage.json", "//graphql", "/graphql/"])(
    "%s is refused",
    async (path) => {
      const answer = await send(server.url + path);
      expect([400, 403, 404]).toContain(answer.status);
      expect(messageOf(answer)).toBeDefined();
    },
  );
});

describe("an operation that the content schema cannot run", () => {
  let content: TestServer;
  beforeAll(async () => {
    content = await startTestServer({ schema: await createSchema() });
  });
  afterAll(() => content.stop());

  test.each(["mutation", "subscription"])("is refused when it is a %s", async (kind) => {
    const answer = await post(content.url, { query: `${kind} { __typename }` });
    expect([answer.status, codeOf(answer)]).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
    expect(messageOf(answer)).toContain(`no ${kind} type`);
    expect(content.logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  test.each([
    ["a root field", "posts(first: 1) @skip(if: $b) { totalCount }"],
    ["a nested fragment", "__schema { ... @include(if: $b) { types { name } } }"],
  ])("is told of a directive of %s whose variable is null", async (_where, field) => {
    const query = `query ($b: Boolean = true) { ${field} }`;
    const answer = await post(content.url, { query, variables: { b: null } });
    expect([answer.status, codeOf(answer)]).toEqual([200, "BAD_USER_INPUT"]);
    expect(messageOf(answer)).toContain('Argument "if"');
  });
});
