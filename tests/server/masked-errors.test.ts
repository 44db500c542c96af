import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { secretStatement } from "./support/library-schema.js";
import { codeOf, get, messageOf, post, send } from "./support/requests.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("a fault of this server inside a field", () => {
  test("reaches the client without a word of what it was", async () => {
    const answer = await post(server.url, { query: "{ hello broken }" });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      data: { hello: "Hello, world", broken: null },
      errors: [
        {
          message: "Internal server error",
          locations: [{ line: 1, column: 9 }],
          path: ["broken"],
          extensions: { code: "INTERNAL_SERVER_ERROR", incident: expect.stringMatching(uuid) },
        },
      ],
    });
  });

  test("is logged once, with stack, request id and the incident that the client was told", async () => {
    const answer = await post(server.url, { query: "{ broken }" }, { "x-request-id": "masked-1" });
    const incident = answer.body.errors?.[0]?.extensions.incident;
    const logged = server.logLines().filter((line) => line.incident === incident);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ requestId: "masked-1", path: "broken", level: 50 });
    expect(logged[0]?.err).toMatchObject({ message: secretStatement, stack: expect.stringContaining("at ") });
  });

  test("is masked although the error carries a code by chance", async () => {
    const answer = await post(server.url, { query: "{ brokenByForeignCode }" });
    expect(codeOf(answer)).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(answer.body)).not.toContain("vault");
  });
});

test("a fault of the request that a resolver throws reaches the client as it is", async () => {
  const answer = await post(server.url, { query: "{ refused }" });
  expect(messageOf(answer)).toBe("The id book_1 is not one of this server.");
  expect(answer.body.errors?.[0]?.extensions).toEqual({ code: "ID_INVALID", argument: "id" });
  expect(answer.body.data).toEqual({ refused: null });
});

describe("a fault of this server around the operation", () => {
  test("in the context is masked and logged with its stack", async () => {
    const failing = await startTestServer({
      createContext: () => {
        throw new Error(secretStatement);
      },
    });
    const answer = await post(failing.url, { query: "{ hello }" }, { "x-request-id": "context-1" });
    expect([answer.status, codeOf(answer)]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
    expect(JSON.stringify(answer.body)).not.toContain("vault");
    const incident = answer.body.errors?.[0]?.extensions.incident;
    expect(failing.logLines().filter((line) => line.incident === incident)).toMatchObject([
      { requestId: "context-1", err: { message: secretStatement } },
    ]);
    await failing.stop();
  });

  test("in a route is masked and logged", async () => {
    const failing = await startTestServer({
      checkReadiness: () => Promise.reject(new Error(secretStatement)),
    });
    const response = await fetch(`${failing.url}/readyz`);
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).not.toContain("vault");
    const { incident } = failing.logLines().find((line) => line.incident) ?? {};
    expect(text).toContain(String(incident));
    await failing.stop();
  });
});

test("no failure is HTML, names a file of this server or bears a stack", async () => {
  const failures = [
    await post(server.url, "{"),
    await post(server.url, { query: "{ broken }" }),
    await post(server.url, { query: "{ nope }" }),
    await get(server.url, { query: "{ hello }" }, { accept: "*/*" }),
    await send(`${server.url}/nowhere`, { headers: { accept: "text/html" } }),
    await send(`${server.url}/graphql`, { method: "PATCH" }),
  ];
  for (const failure of failures) {
    expect(failure.headers.get("content-type")).toMatch(/^application\/json/);
    expect(failure.headers.get("cache-control")).toBe("no-store");
    expect(JSON.stringify(failure.body)).not.toMatch(/<html|node_modules|\/srv\/|\.ts\b|\.js\b|"stack/);
  }
});
