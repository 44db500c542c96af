import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { toComparable } from "../support/alike.js";
import { exchange, type RawRequest } from "../support/raw-http.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

describeEachDatabase("unusual requests", () => {
  let database: TestDatabase;

  /** One that knows what is asked here, and one that answers everything by the pipeline. */
  let server: ContentServer;

  let pipeline: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
    pipeline = await startContentServer(database, { isPipelineOnly: true });
    for (const request of known) for (let time = 0; time < 3; time += 1) await exchange(server.url, request);
  });

  afterAll(async () => {
    await Promise.all([server.stop(), pipeline.stop()]);
    await database.close();
  });

  const host = { host: "colloquy.test" };

  const titles = "query Titles($slug: String!) { post(by: { slug: $slug }) { title } }";

  const page =
    "query Page($first: Int, $after: String) { posts(first: $first, after: $after) { nodes { slug } } }";

  const two =
    "query One { posts(first: 1) { nodes { slug } } } query Two { tags(first: 1) { nodes { slug } } }";

  function post(
    body: unknown,
    headers: Record<string, string> = {},
    more: Partial<RawRequest> = {},
  ): RawRequest {
    const bytes = Buffer.isBuffer(body)
      ? body
      : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const own = { ...host, "content-type": "application/json", "content-length": String(bytes.length) };
    return { method: "POST", headers: { ...own, ...headers }, body: bytes, ...more };
  }

  function get(search: string | Record<string, string>, headers: Record<string, string> = {}): RawRequest {
    const text = typeof search === "string" ? search : String(new URLSearchParams(search));
    return { path: `/graphql?${text}`, headers: { ...host, ...headers } };
  }

  function without(request: RawRequest, name: string): RawRequest {
    return { ...request, headers: toPairs(request).filter(([other]) => other !== name) };
  }

  function toPairs({ headers = [] }: RawRequest): readonly (readonly [string, string])[] {
    return Array.isArray(headers) ? headers : Object.entries(headers);
  }

  const first = { slug: "first" };

  const body = { query: titles, variables: first };

  const search = { query: titles, variables: JSON.stringify(first) };

  const accepts = ["application/json", "*/*", "text/html,*/*;q=0.8", "application/graphql-response+json"];

  const known = [
    ...[undefined, ...accepts].flatMap((accept) => {
      const headers: Record<string, string> = accept === undefined ? {} : { accept };
      return [post(body, headers), get(search, headers)];
    }),
    post({ query: titles, operationName: "Titles", variables: first }),
    post({ query: page }),
    post({ query: two, operationName: "One" }),
    post({ query: two, operationName: "Two" }),
    get({ query: two, operationName: "Two" }),
  ];

  const posts: Record<string, RawRequest> = {
    "is plain": post(body),
    "names the operation": post({ ...body, operationName: "Titles" }),
    "names no operation by an empty name": post({ ...body, operationName: "" }),
    "names an operation that is not there": post({ ...body, operationName: "Others" }),
    "names none of two operations": post({ query: two }),
    "names a document and an operation in one": post({ operationName: "One\n#", query: two }),
    "names the operation by a number": post({ ...body, operationName: 1 }),
    "has no variables": post({ query: titles }),
    "has variables of null": post({ query: titles, variables: null }),
    "has variables in a list": post({ query: titles, variables: [first] }),
    "has variables in a text": post({ query: titles, variables: JSON.stringify(first) }),
    "has a variable of another type": post({ query: titles, variables: { slug: 7 } }),
    "has a variable too many": post({ query: titles, variables: { ...first, more: 1 } }),
    "has a page that is too large": post({ query: page, variables: { first: 101 } }),
    "has a page of less than nothing": post({ query: page, variables: { first: -1 } }),
    "has a cursor that is none": post({ query: page, variables: { after: "zz" } }),
    "has a fraction for a number": post({ query: page, variables: { first: 1.5 } }),
    "has a whole number with a point": post(
      '{"query":"query Page($first: Int, $after: String) { posts(first: $first, after: $after) { nodes { slug } } }","variables":{"first":1.0}}',
    ),
    "costs too much": post({
      query:
        "{ posts(first: 100) { nodes { tags(first: 100) { nodes { posts(first: 100) { nodes { slug } } } } } } }",
    }),
    "is no valid operation": post({ query: "{ nothing }" }),
    "is no GraphQL": post({ query: "{" }),
    "has an empty document": post({ query: "" }),
    "has a number for a document": post({ query: 1 }),
    "has extensions of null": post({ ...body, extensions: null }),
    "has extensions in a list": post({ ...body, extensions: [] }),
    "has other extensions": post({ ...body, extensions: { tracing: true } }),
    "has other fields": post({ ...body, id: 5, query2: titles }),
    "has a field twice": post(`{"query":"{","query":${JSON.stringify(titles)},"variables":{"slug":"first"}}`),
    "has a prototype": post(
      `{"__proto__":{"operationName":"x"},"query":${JSON.stringify(titles)},"variables":{"slug":"first"}}`,
    ),
    "has a byte order mark": post(Buffer.from(`\uFEFF${JSON.stringify(body)}`)),
    "has space around": post(`\r\n ${JSON.stringify(body)}\n`),
    "is no JSON": post("{"),
    "is a list": post([body]),
    "is null": post("null"),
    "is an empty object": post("{}"),
    "is empty": post(""),
    "is no UTF-8": post(Buffer.from([0x7b, 0xff, 0x7d])),
    "is packed": post(gzipSync(JSON.stringify(body)), { "content-encoding": "gzip" }),
    "is said to be packed": post(body, { "content-encoding": "gzip" }),
    "is said to be identical": post(body, { "content-encoding": "identity" }),
    "has an empty encoding": post(body, { "content-encoding": "" }),
    "has a charset": post(body, { "content-type": "application/json; charset=utf-8" }),
    "has another charset": post(body, { "content-type": "application/json; charset=latin1" }),
    "has a type in capitals": post(body, { "content-type": "Application/JSON" }),
    "has another type": post(body, { "content-type": "text/plain" }),
    "has an empty type": post(body, { "content-type": "" }),
    "has no type": without(post(body), "content-type"),
    "accepts a page and everything": post(body, { accept: "text/html,*/*;q=0.8" }),
    "accepts a page only": post(body, { accept: "text/html" }),
    "accepts an image": post(body, { accept: "image/png" }),
    "accepts an empty list": post(body, { accept: "" }),
    "accepts GraphQL's type": post(body, { accept: "application/graphql-response+json" }),
    "comes from a page of another site": post(body, {
      origin: "https://other.test",
      "sec-fetch-site": "cross-site",
    }),
    "asks for an extension that is none": post(body, { "colloquy-extensions": "more" }),
    "asks for no extension": post(body, { "colloquy-extensions": "" }),
    "has an x-request-id": post(body, { "x-request-id": "page-7" }),
    "has an x-request-id that cannot be logged": post(body, { "x-request-id": "two words" }),
    "has two hosts": {
      ...post(body),
      headers: [...toPairs(post(body)), ["host", "b"]],
    },
    "has no host": without(post(body), "host"),
    "has an empty host": post(body, { host: "" }),
    "has a host that is none": post(body, { host: "a b[" }),
    "has another host": post(body, { host: "other.test" }),
    "expects to be told to go on": post(body, { expect: "100-continue" }),
    "expects something else": post(body, { expect: "more" }),
    "comes in three packets": post(body, {}, { packets: 3 }),
    "comes in two packets with a space": post(`${JSON.stringify(body)} `, {}, { packets: 2 }),
    "speaks HTTP/1.0": post(body, {}, { version: "1.0" }),
    "speaks HTTP/1.0 and keeps alive": post(body, { connection: "keep-alive" }, { version: "1.0" }),
    "asks to close": post(body, { connection: "close" }),
    "asks to upgrade": post(body, { connection: "upgrade", upgrade: "websocket" }),
    "has a query in its path": post(body, {}, { path: "/graphql?query=%7B" }),
    "has an empty query in its path": post(body, {}, { path: "/graphql?" }),
    "has a slash at the end of its path": post(body, {}, { path: "/graphql/" }),
    "has a path in capitals": post(body, {}, { path: "/GraphQL" }),
    "has a packed path": post(body, {}, { path: "/graph%71l" }),
    "has a fragment in its path": post(body, {}, { path: "/graphql#x" }),
    "has a whole URL for a path": post(body, {}, { path: "http://colloquy.test/graphql" }),
    "is larger than may be": post({ ...body, padding: "x".repeat(256 * 1024) }),
    "has a length with zeros": post(body, { "content-length": `00${JSON.stringify(body).length}` }),
    "is sent by PUT": post(body, {}, { method: "PUT" }),
    "is sent in chunks": {
      ...without(post(body, { "transfer-encoding": "chunked" }), "content-length"),
      body: `${JSON.stringify(body).length.toString(16)}\r\n${JSON.stringify(body)}\r\n0\r\n\r\n`,
    },
    "is sent in chunks and packets": {
      ...without(post(body, { "transfer-encoding": "chunked" }), "content-length"),
      body: `5\r\n${JSON.stringify(body).slice(0, 5)}\r\n${(JSON.stringify(body).length - 5).toString(16)}\r\n${JSON.stringify(body).slice(5)}\r\n0\r\n\r\n`,
      packets: 4,
    },
    "has chunks and a length": post(body, { "transfer-encoding": "chunked" }),
    "names a hash that is not known": post({
      extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } },
    }),
    "names a hash of another version": post({
      extensions: { persistedQuery: { version: 2, sha256Hash: "0".repeat(64) } },
    }),
    "names a number for a hash": post({ extensions: { persistedQuery: { version: 1, sha256Hash: 7 } } }),
    "names an object for a hash": post({ extensions: { persistedQuery: { version: 1, sha256Hash: {} } } }),
    "names no hash": post({ extensions: { persistedQuery: {} } }),
    "names a text for a persisted query": post({ extensions: { persistedQuery: "x" } }),
    "names null for a persisted query": post({ ...body, extensions: { persistedQuery: null } }),
    "names a document that is not of the hash": post({
      ...body,
      extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } },
    }),
    "names a hash and null for a document": post({
      query: null,
      extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } },
    }),
  };

  const gets: Record<string, RawRequest> = {
    "is plain": get(search),
    "has an empty name": get({ ...search, operationName: "" }),
    "names an operation that is not there": get({ ...search, operationName: "Others" }),
    "has a document twice": get(`${new URLSearchParams(search)}&query=%7B`),
    "has variables twice": get(`${new URLSearchParams(search)}&variables=%7B%7D`),
    "has an operation name twice": get(
      `${new URLSearchParams({ query: two, operationName: "Two" })}&operationName=Two`,
    ),
    "has other parameters twice": get(`${new URLSearchParams(search)}&a=1&a=2&__proto__=1&toString=2`),
    "has no document": get(""),
    "has an empty document": get("query="),
    "has variables that are no JSON": get({ ...search, variables: "{" }),
    "has no variables between": get({ ...search, variables: "" }),
    "has variables of null": get({ query: two, operationName: "Two", variables: "null" }),
    "has extensions of null": get({ ...search, extensions: "null" }),
    "has variables in a list": get({ ...search, variables: "[]" }),
    "has extensions that are no JSON": get({ ...search, extensions: "x" }),
    "is packed wrongly": get(`${new URLSearchParams({ query: titles })}&variables={"slug":"%ff"}`),
    "is packed wrongly, known by its document": get(
      `variables={"slug":"%ff"}&${new URLSearchParams({ query: titles })}`,
    ),
    "is packed by half": get(`${new URLSearchParams({ query: titles })}&variables={"slug":"%zz"}`),
    "has a document and a fragment": get(
      `variables={"slug":"first"}&${new URLSearchParams({ query: titles })}#x`,
    ),
    "has a percent sign at its end": get(`${new URLSearchParams(search)}%`),
    "has a fragment": get(`${new URLSearchParams(search)}#x`),
    "has a semicolon": get(String(new URLSearchParams(search)).replace("&", ";")),
    "has plus signs for spaces": get(`query=${titles.replaceAll(" ", "+")}&variables={"slug":"first"}`),
    "has a question mark": get(`?${new URLSearchParams(search)}`),
    "has a type of JSON": get(search, { "content-type": "application/json" }),
    "has another type": get(search, { "content-type": "text/plain" }),
    "has an empty type": get(search, { "content-type": "" }),
    "has a body": { ...get(search, { "content-length": "2" }), body: "{}" },
    "has an empty body": get(search, { "content-length": "0" }),
    "has a body in chunks": {
      ...get(search, { "transfer-encoding": "chunked" }),
      body: "2\r\n{}\r\n0\r\n\r\n",
    },
    "comes from a page of another site": get(search, { "sec-fetch-site": "cross-site" }),
    "comes from a page of this site": get(search, { "sec-fetch-site": "same-origin" }),
    "comes from another origin": get(search, { origin: "https://other.test" }),
    "has an empty origin": get(search, { origin: "" }),
    "has asked before": get(search, { origin: "https://other.test", "apollo-require-preflight": "1" }),
    "accepts a page and everything": get(search, { accept: "text/html,*/*;q=0.8" }),
    "accepts a page only": get(search, { accept: "text/html" }),
    "accepts an image": get(search, { accept: "image/png" }),
    "is a browser's without a document": get("", { accept: "text/html" }),
    "speaks HTTP/1.0": { ...get(search), version: "1.0" },
    "asks to close": get(search, { connection: "close" }),
    "has no host": without(get(search), "host"),

    "has any tag": get(search, { "if-none-match": "*" }),
    "has a tag that is none": get(search, { "if-none-match": "x" }),
    "has an empty tag": get(search, { "if-none-match": "" }),
    "asks for options": { ...get(search), method: "OPTIONS" },
    "has a slash at the end of its path": {
      ...get(search),
      path: `/graphql/?${new URLSearchParams(search)}`,
    },
    "has two slashes in its path": { ...get(search), path: `//graphql?${new URLSearchParams(search)}` },
    "is a mutation": get({ query: "mutation { x }" }),
    "names a hash that is not known": get({
      extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } }),
    }),
  };

  /** The second makes a request go past the lane, to the route. */

  const packings: Record<string, string>[] = [
    {},
    { "accept-encoding": "identity" },
    { "accept-encoding": "identity;q=1" },
  ];

  describe.each([
    ["a POST", posts],
    ["a GET", gets],
  ])("%s that", (_method, cases) => {
    test.each(Object.entries(cases))("%s is answered as by the pipeline", async (_what, request) => {
      for (const packing of packings) {
        const asked = { ...request, headers: [...toPairs(request), ...Object.entries(packing)] };
        const expected = toComparable(await exchange(pipeline.url, asked));
        for (let time = 0; time < 3; time += 1) {
          expect(toComparable(await exchange(server.url, asked))).toEqual(expected);
        }
      }
    });
  });
});
