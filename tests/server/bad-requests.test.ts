import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { codeOf, messageOf, post, send, sendRaw } from "./support/requests.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ logLevel: "silent" });
});
afterAll(() => server.stop());

const valid = JSON.stringify({ query: "{ hello }" });

describe("a body", () => {
  test.each([
    ["that is no JSON", "{", "valid JSON"],
    ["that is empty", "", "valid JSON"],
    ["that is no UTF-8", Uint8Array.of(...Buffer.from('{"query":"{ hello(name: \\"'), 0xff, 0x22), "UTF-8"],
    ["that is JSON null", "null", "POST body missing"],
    ["that is a JSON string", '"{ hello }"', "POST body missing"],
  ])("%s is refused", async (_which, body, text) => {
    const answer = await post(server.url, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
    expect(messageOf(answer)).toContain(text);
  });

  test.each([
    ["type", { "content-type": "text/plain" }],
    ["form", { "content-type": "application/x-www-form-urlencoded" }],
    ["upload", { "content-type": "multipart/form-data; boundary=x" }],
    ["charset", { "content-type": "application/json; charset=latin1" }],
    ["encoding", { "content-encoding": "compress" }],
  ])("of another %s is refused", async (_which, headers) => {
    const answer = await post(server.url, valid, headers);
    expect([answer.status, codeOf(answer)]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
    expect(messageOf(answer)).toMatch(/Send /);
  });

  test("without a type is refused", async () => {
    const answer = await sendRaw(
      server.url,
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: ${valid.length}\r\nconnection: close\r\n\r\n${valid}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 415 /);
    expect(answer).toContain("UNSUPPORTED_MEDIA_TYPE");
  });

  test("may be packed", async () => {
    const answer = await post(server.url, gzipSync(valid), { "content-encoding": "gzip" });
    expect(answer.body).toEqual({ data: { hello: "Hello, world" } });
  });

  test.each(["GZIP", "Gzip"])("may say so as %s", async (coding) => {
    const answer = await post(server.url, gzipSync(valid), { "content-encoding": coding });
    expect(answer.body).toEqual({ data: { hello: "Hello, world" } });
  });

  test.each(["IDENTITY", "identity"])("may say %s when it is not", async (coding) => {
    expect((await post(server.url, valid, { "content-encoding": coding })).status).toBe(200);
  });

  test("that claims to be packed and is not is refused", async () => {
    const answer = await post(server.url, valid, { "content-encoding": "gzip" });
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
    expect(messageOf(answer)).toContain("content-encoding");
  });

  test("of 256 KB is read, one byte more is not", async () => {
    const fits = valid.padEnd(256 * 1024, " ");
    expect((await post(server.url, fits)).status).toBe(200);
    const answer = await post(server.url, `${fits} `);
    expect([answer.status, codeOf(answer)]).toEqual([413, "BODY_TOO_LARGE"]);
    expect(messageOf(answer)).toContain("262144 bytes");
  });

  test("of 8 MB is refused so that a client reads it which sends all of the body first", async () => {
    for (let time = 0; time < 20; time += 1) {
      const answer = await post(server.url, "x".repeat(8 * 1024 ** 2));
      expect([answer.status, codeOf(answer)]).toEqual([413, "BODY_TOO_LARGE"]);
    }
  });

  test("that unpacks to more than 256 KB is refused", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(256 * 1024);
    const answer = await post(server.url, bomb, { "content-encoding": "gzip" });
    expect([answer.status, codeOf(answer)]).toEqual([413, "BODY_TOO_LARGE"]);
  });
});

describe("bytes that are no HTTP request", () => {
  test("are answered as JSON", async () => {
    const answer = await sendRaw(server.url, "FROB / HTTP/9.9\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(JSON.parse(bodyOf(answer)).errors[0].extensions.code).toBe("BAD_REQUEST");
  });

  test("headers beyond 16 KB are answered as JSON", async () => {
    const answer = await sendRaw(
      server.url,
      `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${"x".repeat(20_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
    expect(JSON.parse(bodyOf(answer)).errors[0].extensions.code).toBe("HEADERS_TOO_LARGE");
  });

  test.each(["GET /healthz", "GET /nowhere", "GET /%zz", "POST /graphql"])(
    "%s without a host header is answered as JSON",
    async (line) => {
      const answer = await sendRaw(server.url, `${line} HTTP/1.1\r\nconnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
      expect(JSON.parse(bodyOf(answer)).errors[0].extensions.code).toBe("BAD_REQUEST");
    },
  );

  test("HTTP/1.0, which knows no host header, may ask whether the process runs", async () => {
    expect(await sendRaw(server.url, "GET /healthz HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });

  test.each([
    ["HTTP/1.0 without a host", "GET /graphql?query={hello} HTTP/1.0\r\naccept: application/json\r\n\r\n"],
    [
      "a host that is none",
      "GET /graphql?query={hello} HTTP/1.1\r\nhost: a b[\r\naccept: application/json\r\nconnection: close\r\n\r\n",
    ],
    ["a request for a proxy", "CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n"],
    [
      "an expectation that nobody knows",
      "GET /graphql?query={hello} HTTP/1.1\r\nhost: x\r\nexpect: more\r\nconnection: close\r\n\r\n",
    ],
    ["a method of WebDAV", "PROPFIND /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"],
    [
      "an absolute URL",
      "GET http://x/graphql?query={hello} HTTP/1.1\r\nhost: x\r\naccept: application/json\r\nconnection: close\r\n\r\n",
    ],
  ])("%s is answered, and not as a fault of this server", async (_which, request) => {
    const answer = await sendRaw(server.url, request);
    expect(answer).toMatch(/^HTTP\/1.1 [24]\d\d /);
    expect(JSON.parse(bodyOf(answer))).toBeDefined();
  });
});

test("a path that no file can have is not blamed on the body (built by `npm run build`)", async () => {
  const answer = await send(`${server.url}/playground/assets/%00`);
  expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
  expect(messageOf(answer)).toBe("The request cannot be served as it is. Check its path and headers.");
});

function bodyOf(response: string): string {
  return response.slice(response.indexOf("\r\n\r\n") + 4);
}

test("no body whatever makes the server fail", async () => {
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc
      .record(
        { query: fc.anything(), variables: fc.anything(), operationName: fc.anything() },
        { requiredKeys: [] },
      )
      .map((value) => new TextEncoder().encode(JSON.stringify(value) ?? "")),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const answer = await post(server.url, body);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 400) expect(codeOf(answer)).not.toBe("INTERNAL_SERVER_ERROR");
    }),
    { numRuns: 200 },
  );
});
