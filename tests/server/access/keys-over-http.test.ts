import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createKey, type KeyDraft, revokeKey, rotateKey } from "../../../src/access/key-table.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

const document = "{ posts(first: 1) { nodes { title } } }";

describeEachDatabase("keys", () => {
  let database: TestDatabase;
  let server: ContentServer;
  const now = () => new Date().toISOString();
  const later = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

  beforeEach(async () => {
    database = await openTestDatabase();
    server = await startContentServer(database, { config: { isExplainOn: false } });
  });

  afterEach(async () => {
    await server.stop();
    await database.close();
  });

  async function issue(draft: Partial<KeyDraft> = {}) {
    const whole = {
      name: "Partner",
      scopes: ["content:read"],
      origins: [],
      pointsPerMinute: 1_000,
      expiresAt: undefined,
    };
    const issued = await createKey(database, { ...whole, ...draft } as KeyDraft, now());
    await database.reader.settle();
    return issued;
  }

  async function ask(authorization: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization, ...headers },
      body: JSON.stringify({ query: document }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  const refusal = (status: number, code: string, message: RegExp) => ({
    status,
    body: { errors: [{ message: expect.stringMatching(message), extensions: { code } }] },
  });

  test("open what is public", async () => {
    const { text } = await issue();
    expect(await ask(`Bearer ${text}`)).toMatchObject({
      status: 200,
      body: { data: { posts: { nodes: [] } } },
    });
    expect(await ask(`bearer ${text}`)).toMatchObject({ status: 200 });
  });

  test("are stored as hashes", async () => {
    const { text } = await issue();
    const rows = await database.source.query("SELECT * FROM api_key");
    expect(JSON.stringify(rows)).not.toContain(text.slice(-43));
  });

  test.each([
    ["no bearer token", "Basic YTpi", /takes Bearer and a key/],
    ["nothing", "", /takes Bearer and a key/],
    ["one that was cut", `Bearer clq_0123456789abcdef_${"a".repeat(42)}`, /was cut: one has 64 characters/],
    ["one that was never made", `Bearer clq_0123456789abcdef_${"a".repeat(43)}`, /no such key/],
  ])("that are %s are refused", async (_what, authorization, message) => {
    const answer = await ask(authorization);
    expect(answer).toMatchObject(refusal(401, "UNAUTHENTICATED", message));
    expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("with another's secret are refused like those that are not there", async () => {
    const [one, other] = [await issue(), await issue()];
    const mixed = `${one.text.slice(0, 21)}${other.text.slice(21)}`;
    expect(await ask(`Bearer ${mixed}`)).toMatchObject(refusal(401, "UNAUTHENTICATED", /no such key/));
  });

  test("end when they expire", async () => {
    const { text } = await issue({ expiresAt: later(-1) });
    expect(await ask(`Bearer ${text}`)).toMatchObject(refusal(401, "UNAUTHENTICATED", /has expired/));
  });

  test("end when they are revoked", async () => {
    const { key, text } = await issue();
    expect(await ask(`Bearer ${text}`)).toMatchObject({ status: 200 });
    await revokeKey(database, key.id, now());
    await database.reader.settle();
    expect(await ask(`Bearer ${text}`)).toMatchObject(refusal(401, "UNAUTHENTICATED", /was revoked/));
  });

  test("are two for a while after a rotation", async () => {
    const { key, text } = await issue();
    const rotated = await rotateKey(database, key.id, { now: now(), formerExpiresAt: later(60) });
    await database.reader.settle();
    expect(await ask(`Bearer ${text}`)).toMatchObject({ status: 200 });
    expect(await ask(`Bearer ${rotated.text}`)).toMatchObject({ status: 200 });
    const again = await rotateKey(database, key.id, {
      now: now(),
      formerExpiresAt: later(-1),
      isForced: true,
    });
    await database.reader.settle();
    expect(await ask(`Bearer ${text}`)).toMatchObject(refusal(401, "UNAUTHENTICATED", /no such key/));
    expect(await ask(`Bearer ${rotated.text}`)).toMatchObject(
      refusal(401, "UNAUTHENTICATED", /was replaced/),
    );
    expect(await ask(`Bearer ${again.text}`)).toMatchObject({ status: 200 });
  });

  test("open nothing without content:read", async () => {
    const { text } = await issue({ scopes: ["explain"] });
    expect(await ask(`Bearer ${text}`)).toMatchObject(
      refusal(403, "FORBIDDEN", /lacks the scope content:read/),
    );
  });

  test("with the scope explain are told how an answer was made", async () => {
    const wanted = { "colloquy-extensions": "explain" };
    const plain = await issue();
    expect(await ask(`Bearer ${plain.text}`, wanted)).toMatchObject(
      refusal(403, "EXPLAIN_OFF", /scope explain/),
    );
    const { text } = await issue({ scopes: ["content:read", "explain"] });
    expect(await ask(`Bearer ${text}`, wanted)).toMatchObject({
      status: 200,
      body: { extensions: { explain: expect.anything() } },
    });
  });

  test("with origins serve only pages of these", async () => {
    const { text } = await issue({ origins: ["https://partner.example"] });
    const from = (origin: string) => ask(`Bearer ${text}`, { origin });
    const allowed = await from("https://partner.example");
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://partner.example");
    expect(await from("https://other.example")).toMatchObject(
      refusal(403, "FORBIDDEN", /may not be used by pages of https:\/\/other\.example/),
    );
    expect(await ask(`Bearer ${text}`)).toMatchObject({ status: 200 });
    // As a browser asks for a page of the server itself, and for one of another name of it.
    const own = { origin: server.url, "sec-fetch-site": "same-origin" };
    expect(await ask(`Bearer ${text}`, own)).toMatchObject({ status: 200 });
    const near = { origin: server.url, "sec-fetch-site": "same-site" };
    expect(await ask(`Bearer ${text}`, near)).toMatchObject({ status: 403 });
  });

  test("let no page in once they have expired, though nothing has changed", async () => {
    const origin = "https://partner.example";
    const expiresAt = later(2);
    await issue({ origins: [origin], expiresAt });
    const readAllowed = async () => {
      const { status, headers } = await fetch(`${server.url}/healthz`, { headers: { origin } });
      return [status, headers.get("access-control-allow-origin")];
    };
    expect(await readAllowed()).toEqual([200, origin]);
    while (now() < expiresAt) await setTimeout(100);
    expect(await readAllowed()).toEqual([200, null]);
  });

  test("that cannot be read are missed by nobody who shows none, and the log says why once", async () => {
    await database.source.query("ALTER TABLE api_key RENAME TO away");
    await database.reader.settle();
    for (let round = 0; round < 3; round += 1) {
      for (const path of ["/healthz", `/graphql?query=${encodeURIComponent(document)}`]) {
        const headers = { origin: "https://page.example", "apollo-require-preflight": "true" };
        const response = await fetch(server.url + path, { headers });
        expect(response.status).toBe(200);
        expect(response.headers.get("access-control-allow-origin")).toBeNull();
        await response.arrayBuffer();
      }
      const text = `clq_0123456789abcdef_${"a".repeat(43)}`;
      expect(await ask(`Bearer ${text}`)).toMatchObject(refusal(503, "UNAVAILABLE", /keys cannot be read/));
    }
    const lines = server.logLines().filter(({ msg }) => String(msg).startsWith("The keys cannot be read."));
    expect(lines).toEqual([
      expect.objectContaining({ level: 50, err: expect.objectContaining({ message: expect.anything() }) }),
    ]);
  });

  test("never stand in the log", async () => {
    const { text } = await issue();
    await ask(`Bearer ${text}`);
    await ask(`Bearer ${text.slice(0, -1)}`);
    expect(JSON.stringify(server.logLines())).not.toContain(text.slice(21, 40));
  });
});
