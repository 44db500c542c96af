import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { feedDocument } from "../../../src/feeds/feed-operations.js";
import { TrustedDocuments, type TrustMode } from "../../../src/server/trusted-documents/trusted-documents.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { countRouted } from "../support/alike.js";
import { exchange, type RawRequest } from "../support/raw-http.js";
import { codeOf, get, messageOf, post, send } from "../support/requests.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

const hashOf = (text: string, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex");

const titled = "query Title($slug: String!) { post(by: { slug: $slug }) { slug } }";
const second = "query Second($slug: String!) { post(by: { slug: $slug }) { id slug } }";
/** More tokens, aliases and root fields than anybody may ask for who is not trusted. */
const aliases = Array.from({ length: 600 }, (_, number) => `a${number}: slug`);
const roots = Array.from({ length: 12 }, (_, number) => `r${number}: post(by: { slug: $slug }) { slug }`);
const long = `query Long($slug: String!) { post(by: { slug: $slug }) { ${aliases.join(" ")} } ${roots.join(" ")} }`;

const manifest = {
  [hashOf(titled)]: titled,
  [hashOf(second, "sha1")]: second,
  "page-7": long,
};

const stranger = "query Stranger($slug: String!) { post(by: { slug: $slug }) { slug slug } }";

const variables = { slug: "first" };

interface Parameters {
  query?: string;
  documentId?: unknown;
  extensions?: object;
}

const persisted = (sha256Hash: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describeEachDatabase("trusted documents", () => {
  let database: TestDatabase;

  const servers = {} as Record<TrustMode, ContentServer>;

  const start = (mode: TrustMode) =>
    startContentServer(database, {
      change: () => ({ trusted: new TrustedDocuments(mode, mode === "off" ? {} : manifest) }),
    });

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    for (const mode of ["only", "prefer", "off"] as const) servers[mode] = await start(mode);
  });

  afterAll(async () => {
    for (const server of Object.values(servers)) await server.stop();
    await database.close();
  });

  const methods = {
    POST: (mode: TrustMode, parameters: Parameters) => post(servers[mode].url, { variables, ...parameters }),
    GET: (mode: TrustMode, { query, documentId, extensions }: Parameters) =>
      get(servers[mode].url, {
        ...(query !== undefined && { query }),
        ...(documentId !== undefined && { documentId: String(documentId) }),
        ...(extensions && { extensions: JSON.stringify(extensions) }),
        variables: JSON.stringify(variables),
      }),
  };

  const ways = ["POST", "GET"] as const;

  /** A request that comes again is answered before Apollo's pipeline where it can be. */
  async function askThrice(mode: TrustMode, method: (typeof ways)[number], parameters: Parameters) {
    const answers = [];
    for (let time = 0; time < 3; time += 1) answers.push(await methods[method](mode, parameters));
    return answers;
  }

  const names: [what: string, parameters: Parameters][] = [
    ["its text", { query: titled }],
    ["its SHA-256", { documentId: hashOf(titled) }],
    ["its SHA-256 with a prefix", { documentId: `sha256:${hashOf(titled)}` }],
    ["the hash of a persisted query", persisted(hashOf(titled))],
    ["text and hash", { query: titled, ...persisted(hashOf(titled)) }],
    ["the SHA-256 of one that the manifest names by SHA-1", { documentId: `sha256:${hashOf(second)}` }],
    ["its SHA-1", { documentId: hashOf(second, "sha1") }],
    ["its SHA-1 with a prefix", { documentId: `sha1:${hashOf(second, "sha1")}` }],
    ["its SHA-1 as the hash of a persisted query", persisted(hashOf(second, "sha1"))],
    ["an id of another kind", { documentId: "page-7" }],
    ["the text of a long one", { query: long }],
  ];

  describe.each(["only", "prefer"] as const)("of a server in mode %s", (mode) => {
    test.each(
      names.flatMap(([what, parameters]) => ways.map((method) => [what, method, parameters] as const)),
    )("are asked for by %s, by %s", async (_what, method, parameters) => {
      for (const answer of await askThrice(mode, method, parameters)) {
        expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
        expect(answer.body.data).toMatchObject(
          parameters.documentId === "page-7" || parameters.query === long
            ? { post: { a0: "first", a599: "first" }, r11: { slug: "first" } }
            : { post: { slug: "first" } },
        );
      }
    });

    test.each(ways)("are unknown by another id, by %s", async (method) => {
      for (const documentId of [hashOf(stranger), `sha256:${hashOf(stranger)}`, "page-8", "__proto__"]) {
        for (const answer of await askThrice(mode, method, { documentId })) {
          expect([answer.status, codeOf(answer)]).toEqual([403, "DOCUMENT_NOT_TRUSTED"]);
          expect(messageOf(answer)).toContain(documentId);
          expect(answer.headers.get("cache-control")).toBe("no-store");
        }
      }
    });
  });

  test.each(ways)("alone are answered in mode only, by %s", async (method) => {
    for (const query of [
      stranger,
      `${titled} `,
      "{ __typename }",
      getIntrospectionQuery(),
      feedDocument,
      "{",
    ]) {
      for (const answer of await askThrice("only", method, { query })) {
        expect([answer.status, codeOf(answer)]).toEqual([403, "DOCUMENT_NOT_TRUSTED"]);
        expect(messageOf(answer)).toContain("colloquy documents add");
      }
    }
  });

  /** A plain request, which the lane before the router answers once it is known. */
  function toPlain(method: (typeof ways)[number], { query, documentId, extensions }: Parameters): RawRequest {
    const host = { host: "colloquy.test", accept: "application/json" };
    if (method === "POST") {
      const body = JSON.stringify({ query, documentId, extensions, variables });
      const length = String(Buffer.byteLength(body));
      return {
        method,
        headers: { ...host, "content-type": "application/json", "content-length": length },
        body,
      };
    }
    const fields = { query, documentId, extensions: extensions && JSON.stringify(extensions) };
    const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
    const search = new URLSearchParams([...given, ["variables", JSON.stringify(variables)]]);
    return { path: `/graphql?${search}`, headers: host };
  }

  async function askPlainly(mode: TrustMode, method: (typeof ways)[number], parameters: Parameters) {
    const routed = countRouted();
    const { status, body } = await exchange(servers[mode].url, toPlain(method, parameters));
    routed.stop();
    return { status, body: JSON.parse(body), isRouted: routed.count > 0 };
  }

  test.each(["only", "prefer"] as const)("are answered by the lane in mode %s, by every id", async (mode) => {
    // A document beside its hash is for Apollo to compare.
    const direct = names.filter(([, { query, extensions }]) => !query || !extensions);
    for (const method of ways) {
      for (const [what, parameters] of direct) {
        for (let time = 0; time < 2; time += 1) await askPlainly(mode, method, parameters);
        const { status, body, isRouted } = await askPlainly(mode, method, parameters);
        expect([what, method, status, isRouted]).toEqual([what, method, 200, false]);
        expect(body.errors).toBeUndefined();
      }
    }
  });

  test("alone are answered by the lane in mode only, however known others are", async () => {
    await fetch(`${servers.only.url}/feed.json`);
    for (const method of ways) {
      for (const query of [stranger, feedDocument]) {
        for (const parameters of [{ query }, persisted(hashOf(query)), { documentId: hashOf(query) }]) {
          for (let time = 0; time < 3; time += 1) {
            const { status, isRouted } = await askPlainly("only", method, parameters);
            expect([status, isRouted]).toEqual([403, true]);
          }
        }
      }
    }
  });

  test.each(ways)("alone are registered in mode only, by %s", async (method) => {
    const known = persisted(hashOf(stranger));
    for (const parameters of [known, { query: stranger, ...known }, known]) {
      for (const answer of await askThrice("only", method, parameters)) {
        expect([answer.status, codeOf(answer)]).toEqual([403, "DOCUMENT_NOT_TRUSTED"]);
      }
    }
  });

  test.each(["prefer", "off"] as const)("do not keep others from being answered in mode %s", async (mode) => {
    for (const method of ways) {
      for (const answer of await askThrice(mode, method, { query: stranger })) {
        expect(answer.body).toEqual({ data: { post: { slug: "first" } } });
      }
    }
    const known = persisted(hashOf(stranger));
    await methods.POST(mode, { query: stranger, ...known });
    for (const answer of await askThrice(mode, "GET", known)) expect(answer.status).toBe(200);
  });

  test("are bound by no limit of size, others are", async () => {
    const longer = long.replace("query Long", "query Longer");
    for (const mode of ["prefer", "off"] as const) {
      for (const answer of await askThrice(mode, "POST", { query: longer })) {
        expect([answer.status, codeOf(answer)]).toEqual([400, "QUERY_TOO_LONG"]);
      }
    }
    expect(codeOf(await methods.POST("off", { query: long }))).toBe("QUERY_TOO_LONG");
  });

  test.each(ways)("are none in mode off, by %s", async (method) => {
    for (const answer of await askThrice("off", method, { documentId: hashOf(titled) })) {
      expect([answer.status, codeOf(answer)]).toEqual([403, "DOCUMENT_NOT_TRUSTED"]);
    }
    for (const answer of await askThrice("off", method, persisted("0".repeat(64)))) {
      expect([answer.status, codeOf(answer)]).toEqual([200, "PERSISTED_QUERY_NOT_FOUND"]);
    }
  });

  test.each([7, {}, [], true])("are not named by %j", async (documentId) => {
    const answer = await methods.POST("prefer", { documentId });
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
  });

  test("are not named twice in a URL", async () => {
    const id = hashOf(titled);
    const answer = await send(`${servers.prefer.url}/graphql?documentId=${id}&documentId=${id}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
  });

  test("come with wrong variables as any document does", async () => {
    for (const answer of [
      await methods.POST("only", { documentId: hashOf(titled), ...{ variables: {} } }),
      await methods.POST("only", { documentId: hashOf(titled), ...{ variables: { slug: 7 } } }),
    ]) {
      expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_USER_INPUT"]);
    }
  });

  test("let a browser open the playground in mode only, and an answer by its address", async () => {
    const accept = "text/html,*/*;q=0.8";
    const page = await fetch(`${servers.only.url}/graphql`, { headers: { accept } });
    expect(page.headers.get("content-type")).toMatch(/^text\/(?:html|plain)/);
    const answer = await fetch(
      `${servers.only.url}/graphql?documentId=${hashOf(titled)}&variables=${JSON.stringify(variables)}`,
      { headers: { accept } },
    );
    expect(await answer.json()).toEqual({ data: { post: { slug: "first" } } });
  });

  test("leave feeds as they are", async () => {
    expect((await fetch(`${servers.only.url}/feed.json`)).status).toBe(200);
  });
});
