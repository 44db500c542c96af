import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { get, post, send } from "./support/requests.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Waits for the first: a line is written when the answer has left, which the client may see earlier. */
async function linesOf(requestId: string): Promise<Record<string, unknown>[]> {
  const lines = server.logLines().filter((line) => line.requestId === requestId);
  if (lines.length > 0) return lines;
  await setImmediate();
  return linesOf(requestId);
}

describe("a request id", () => {
  test("that the caller gives is kept, echoed and handed to the context", async () => {
    const answer = await post(server.url, { query: "{ requestId }" }, { "x-request-id": "page-7.a:b_C" });
    expect(answer.headers.get("x-request-id")).toBe("page-7.a:b_C");
    expect(answer.body.data).toEqual({ requestId: "page-7.a:b_C" });
  });

  test.each(["", "two words", "x".repeat(129), 'quote"', "ünsafe"])(
    "such as %j is replaced",
    async (given) => {
      const answer = await post(server.url, { query: "{ requestId }" }, { "x-request-id": given });
      const id = answer.headers.get("x-request-id");
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.body.data).toEqual({ requestId: id });
    },
  );

  test.each(["/nowhere", "/%zz", "/healthz"])("is echoed by %s too", async (path) => {
    const answer = await send(server.url + path, { headers: { "x-request-id": "other-1" } });
    expect(answer.headers.get("x-request-id")).toBe("other-1");
  });
});

describe("the log", () => {
  test("has one line for an operation, with what it was and how it went", async () => {
    const query = "query Page { hello refused }";
    await post(server.url, { query }, { "x-request-id": "log-1" });
    expect(await linesOf("log-1")).toMatchObject([
      {
        level: 30,
        msg: "operation",
        operation: { name: "Page", type: "query", errors: 1 },
        statusCode: 200,
        milliseconds: expect.any(Number),
      },
    ]);
  });

  test.each([
    ["that is no GraphQL", { query: "{" }, 400],
    ["that is none", {}, 400],
  ])("has one line for an operation %s", async (which, body, statusCode) => {
    const id = `log-${which.replaceAll(" ", "-")}`;
    await post(server.url, body, { "x-request-id": id });
    expect(await linesOf(id)).toMatchObject([{ msg: "operation", operation: { errors: 1 }, statusCode }]);
  });

  test("never has variables, headers, bodies or the document", async () => {
    const query = "query ($name: String!) { hello(name: $name) broken }";
    const variables = { name: "confidential-variable" };
    const headers = { authorization: "Bearer confidential-token", cookie: "confidential-cookie=1" };
    await post(server.url, { query, variables }, headers);
    await get(server.url, { query, variables: JSON.stringify(variables) }, headers);
    await post(server.url, { query: '{ hello(name: "confidential-literal" }' }, headers);
    await send(`${server.url}/nowhere?token=confidential-parameter`, { headers });
    const log = JSON.stringify(server.logLines());
    expect(log).toContain("/nowhere");
    expect(log).not.toMatch(/confidential|\$name/);
  });

  test("names operations no longer than a line bears", async () => {
    await post(server.url, { query: `query ${"N".repeat(5_000)} { hello }` }, { "x-request-id": "log-long" });
    expect(await linesOf("log-long")).toMatchObject([{ operation: { name: "N".repeat(100) } }]);
  });

  test("mentions other requests only at debug", async () => {
    await send(`${server.url}/healthz`, { headers: { "x-request-id": "log-health" } });
    expect(await linesOf("log-health")).toMatchObject([
      { level: 20, msg: "request", path: "/healthz", method: "GET" },
    ]);
  });
});
