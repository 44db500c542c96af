import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createKey, type KeyDraft, revokeKey, rotateKey } from "../../../src/access/key-table.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";
import { findHarm } from "./support/harm.js";
import { hiddenContent, visibleContent } from "./support/hidden-content.js";
import { type HostileRequest, sendHostile } from "./support/hostile-request.js";

const document = "{ posts { totalCount } }";
const asked = encodeURIComponent(document);
const body = JSON.stringify({ query: document });
const published = '{"data":{"posts":{"totalCount":3}}}';
const past = "2020-01-01T00:00:00.000Z";

/** What only a key opens, with what anybody else is answered. */
const privileges: readonly [what: string, headers: Record<string, string>, status: number][] = [
  ["what is published", {}, 200],
  ["previews", { "colloquy-perspective": "preview" }, 403],
  ["explanations", { "colloquy-extensions": "explain" }, 403],
];

/** Texts of keys, of which the first is good. */
interface Texts {
  good: string;
  expired: string;
  revoked: string;
  replaced: string;
}

async function issueAll(database: TestDatabase): Promise<Texts> {
  const now = new Date().toISOString();
  const draft: Omit<KeyDraft, "expiresAt"> = {
    name: "P",
    scopes: ["content:read", "drafts:read", "explain"],
    origins: [],
    pointsPerMinute: 1_000_000,
  };
  const issue = (expiresAt?: string) => createKey(database, { ...draft, expiresAt }, now);
  const [good, expired, revoked, replaced] = [await issue(), await issue(past), await issue(), await issue()];
  await revokeKey(database, revoked.key.id, now);
  await rotateKey(database, replaced.key.id, { now, formerExpiresAt: past });
  await database.reader.settle();
  return { good: good.text, expired: expired.text, revoked: revoked.text, replaced: replaced.text };
}

/** Keys that open nothing, by what became of them. */
const deadKeys: Readonly<Record<string, (texts: Texts) => string>> = {
  "has expired": ({ expired }) => expired,
  "was revoked": ({ revoked }) => revoked,
  "was replaced": ({ replaced }) => replaced,
  "was cut at its end": ({ good }) => good.slice(0, -1),
  "was cut in its middle": ({ good }) => good.slice(0, 30),
  "was cut at its beginning": ({ good }) => good.slice(4),
  "lost its secret": ({ good }) => good.slice(0, 21),
  "grew by a letter": ({ good }) => `${good}A`,
  "grew by NUL in percent": ({ good }) => `${good}%00`,
  "has another's secret": ({ good, expired }) => `${good.slice(0, 21)}${expired.slice(21)}`,
  "is in capitals": ({ good }) => good.toUpperCase(),
  "is twice in one": ({ good }) => `${good}${good}`,
};

/** Places where no key is looked for. */
const oddPlaces: Readonly<Record<string, (key: string) => Omit<HostileRequest, "title">>> = {
  "the URL as an access token": (key) => ({
    method: "GET",
    path: `/graphql?query=${asked}&access_token=${key}`,
  }),
  "the URL as a header": (key) => ({
    method: "GET",
    path: `/graphql?query=${asked}&authorization=Bearer%20${key}`,
  }),
  "the URL of a POST": (key) => ({ path: `/graphql?key=${key}`, body }),
  "the body": (key) => ({ body: JSON.stringify({ query: document, authorization: `Bearer ${key}` }) }),
  "the body's extensions": (key) => ({
    body: JSON.stringify({ query: document, extensions: { authorization: `Bearer ${key}` } }),
  }),
  "the variables": (key) => ({ body: JSON.stringify({ query: document, variables: { key } }) }),
  "a header of its own": (key) => ({ headers: { "x-api-key": key, apikey: key }, body }),
  "a header for proxies": (key) => ({ headers: { "proxy-authorization": `Bearer ${key}` }, body }),
  "a forwarded header": (key) => ({ headers: { "x-forwarded-authorization": `Bearer ${key}` }, body }),
  "a cookie": (key) => ({ headers: { cookie: `authorization=Bearer ${key}; key=${key}` }, body }),
};

/** Headers of that name, none of which shows one key. */
const oddHeaders: Readonly<Record<string, (key: string, dead: string) => string | readonly string[]>> = {
  "twice the same": (key) => [`Bearer ${key}`, `Bearer ${key}`],
  "a dead one after it": (key, dead) => [`Bearer ${key}`, `Bearer ${dead}`],
  "a dead one before it": (key, dead) => [`Bearer ${dead}`, `Bearer ${key}`],
  "a password before it": (key) => ["Basic YTpi", `Bearer ${key}`],
  "nothing before it": (key) => ["", `Bearer ${key}`],
  "two in one": (key) => `Bearer ${key}, Bearer ${key}`,
  "no word before it": (key) => key,
  "another word before it": (key) => `Token ${key}`,
  "quotes around it": (key) => `Bearer "${key}"`,
  "it as a password": (key) => `Basic ${Buffer.from(`:${key}`).toString("base64")}`,
};

describeEachDatabase("keys in the wrong hands", () => {
  let database: TestDatabase;
  let server: ContentServer;
  let texts: Texts;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, [...visibleContent, ...hiddenContent]);
    server = await startContentServer(database, { config: { isExplainOn: false } });
    texts = await issueAll(database);
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  async function send(request: HostileRequest, more: Record<string, string>) {
    const answer = await sendHostile(server.url, { ...request, headers: { ...request.headers, ...more } });
    expect(findHarm(answer)).toBeUndefined();
    return answer;
  }

  test("are harmful: a good one opens what others do not", async () => {
    const answers = [];
    for (const [title, more] of privileges) {
      const headers = { authorization: `Bearer ${texts.good}` };
      answers.push(await sendHostile(server.url, { title, headers: { ...headers, ...more }, body }));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[1]?.text).toBe('{"data":{"posts":{"totalCount":6}}}');
    expect(answers[2]?.text).toContain('"explain"');
  });

  describe.each(privileges)("to get at %s", (title, more, status) => {
    test.each(Object.entries(deadKeys))("a key that %s is refused", async (_state, toKey) => {
      const authorization = `Bearer ${toKey(texts)}`;
      const answer = await send({ title, headers: { authorization }, body }, more);
      expect(answer.status).toBe(401);
      expect(answer.text).toContain('"UNAUTHENTICATED"');
      expect(answer.text).not.toMatch(/totalCount|clq_[0-9a-f]/);
    });

    test.each(Object.entries(oddHeaders))("authorization with %s is refused", async (_how, toHeader) => {
      const authorization = toHeader(texts.good, texts.expired);
      const answer = await send({ title, headers: { authorization }, body }, more);
      expect(answer.status).toBe(401);
      expect(answer.text).not.toMatch(/totalCount|clq_[0-9a-f]/);
    });

    test.each(Object.entries(oddPlaces))("a key in %s is none", async (_where, toRequest) => {
      const answer = await send({ title, ...toRequest(texts.good) }, more);
      expect(answer.status).toBe(status);
      if (status === 200) expect(answer.text).toBe(published);
      else expect(answer.text).not.toContain("totalCount");
    });
  });

  test("stand nowhere in the log, and leave no fault there", () => {
    const lines = server.logLines();
    expect(JSON.stringify(lines).match(/clq_\w{20}/gi)).toBeNull();
    const isTold = (key: string) => JSON.stringify(lines).includes(key.slice(21, 60));
    expect(Object.values(texts).some(isTold)).toBe(false);
    expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });
});
