import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { codeOf, get, messageOf, post, send, sendRaw } from "./support/requests.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({
    limits: { requestMilliseconds: 200 },
    checkReadiness: () => new Promise(() => {}),
  });
});
afterEach(() => server.stop());

test.each([
  ["POST", () => post(server.url, { query: "{ slow }" })],
  ["GET", () => get(server.url, { query: "{ slow }" })],
  ["a readiness check", () => send(`${server.url}/readyz`)],
])("%s that takes too long is given up with advice, and the process goes on", async (_what, ask) => {
  const answer = await ask();
  expect([answer.status, codeOf(answer)]).toEqual([503, "TIMEOUT"]);
  expect(messageOf(answer)).toContain("longer than 0.2 seconds");
  server.openGate("too late");
  expect((await post(server.url, { query: "{ hello }" })).status).toBe(200);
  expect(server.logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
});

test.each([
  ["headers", "POST /graphql HTTP/1.1\r\nhost: x\r\n"],
  [
    "a body",
    "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{",
  ],
])("%s that never end are given up", async (_what, beginning) => {
  const answer = await sendRaw(server.url, beginning);
  expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
  expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
});
