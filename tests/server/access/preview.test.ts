import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createKey } from "../../../src/access/key-table.js";
import { signPreview } from "../../../src/access/preview-token.js";
import type { Scope } from "../../../src/access/scopes.js";
import type { GraphqlBody } from "../../support/built-server.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { type NodeDraft, writeNodes } from "../../support/write-nodes.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

const previewSecret = "a secret of more than 32 characters";

const post = (slug: string, status: string, publishedAt?: string): NodeDraft => ({
  type: "post",
  slug,
  title: `The ${slug} post`,
  status,
  ...(publishedAt && { publishedAt }),
  tags: ["sleep"],
  blocks: [{ kind: "contribution", expert: "ada", contribution: "QUOTE", markdown: `Words of ${slug}.` }],
});

const nodes: NodeDraft[] = [
  { type: "tag", slug: "sleep", name: "Sleep", kind: "TOPIC" },
  { type: "expert", slug: "ada", name: "Ada Lark", credentials: ["RN"] },
  post("shown", "PUBLISHED", "2024-01-01T00:00:00.000Z"),
  post("draft", "DRAFT"),
  post("other-draft", "DRAFT"),
  post("archived", "ARCHIVED", "2024-02-01T00:00:00.000Z"),
  post("coming", "PUBLISHED", "2999-01-01T00:00:00.000Z"),
];

const hidden = ["draft", "other-draft", "archived", "coming"];

const page = `query Page($slug: String!) {
  post(by: { slug: $slug }) {
    id slug title status
    contributions { totalCount nodes { body(format: TEXT) expert { slug } } }
    tags { nodes { slug } }
  }
}`;
const cited =
  "query Cited($slug: String!) { post(by: { slug: $slug }) { jsonLd contributions { nodes { citation(style: APA) } } } }";
const address =
  "query Address($url: String!) { resolveUrl(url: $url) { status node { ... on Post { slug } } } }";
const list =
  '{ posts(first: 10) { totalCount nodes { slug } } tag(by: { slug: "sleep" }) { posts { totalCount nodes { slug } } } expert(by: { slug: "ada" }) { contributions { totalCount nodes { post { slug } } } } }';
const search =
  '{ search(query: "words") { totalCount nodes { __typename ... on Contribution { post { slug } } } } }';

describeEachDatabase("previews", () => {
  let database: TestDatabase;
  let server: ContentServer;
  let drafts: string;
  let plain: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, nodes);
    server = await startContentServer(database, { config: { previewSecret } });
    drafts = await issue(["content:read", "drafts:read"]);
    plain = await issue(["content:read"]);
    await database.reader.settle();
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  async function issue(scopes: Scope[]): Promise<string> {
    const draft = { name: "P", scopes, origins: [], pointsPerMinute: 1_000_000, expiresAt: undefined };
    return (await createKey(database, draft, new Date().toISOString())).text;
  }

  async function ask(query: string, headers: Record<string, string> = {}, variables = {}) {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-encoding": "identity", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as GraphqlBody,
    };
  }

  const preview = () => ({ authorization: `Bearer ${drafts}`, "colloquy-perspective": "preview" });

  async function tokenFor(slug: string, expiresAt = "2999-01-01T00:00:00.000Z") {
    const [{ id }] = await database.source.query(`SELECT id FROM post WHERE slug = '${slug}'`);
    return { authorization: `Bearer ${signPreview({ postId: id, expiresAt }, previewSecret)}` };
  }

  describe("by a key with drafts:read", () => {
    test.each(["shown", ...hidden])("show the post %s with all that is in it", async (slug) => {
      const { body, headers } = await ask(page, preview(), { slug });
      expect(body).toEqual({
        data: {
          post: {
            id: expect.stringMatching(/^post_/),
            slug,
            title: `The ${slug} post`,
            status: expect.any(String),
            contributions: { totalCount: 1, nodes: [{ body: `Words of ${slug}.`, expert: { slug: "ada" } }] },
            tags: { nodes: [{ slug: "sleep" }] },
          },
        },
      });
      expect(headers.get("cache-control")).toBe("no-store");
    });

    test("show what JavaScript makes as well", async () => {
      const { body } = await ask(cited, preview(), { slug: "archived" });
      expect(body.data.post.contributions.nodes[0].citation).toContain("Words of archived");
    });

    test("show every post in lists, and count it", async () => {
      const { body } = await ask(list, preview());
      const all = ["shown", ...hidden].sort();
      const slugs = (found: { slug: string }[]) => found.map(({ slug }) => slug).sort();
      expect(body.data.posts.totalCount).toBe(5);
      expect(slugs(body.data.posts.nodes)).toEqual(all);
      expect(body.data.tag.posts.totalCount).toBe(5);
      expect(slugs(body.data.tag.posts.nodes)).toEqual(all);
      const { contributions } = body.data.expert;
      expect(contributions.totalCount).toBe(5);
      expect(slugs(contributions.nodes.map((node: { post: { slug: string } }) => node.post))).toEqual(all);
    });

    test("turn the pages of such lists without skip or repeat", async () => {
      const document =
        'query ($after: String) { tag(by: { slug: "sleep" }) { posts(first: 2, after: $after) { nodes { slug } pageInfo { hasNextPage endCursor } } } }';
      const found: string[] = [];
      for (let after: string | null = null, hasNext = true; hasNext; ) {
        const { body } = await ask(document, preview(), { after });
        const { nodes: slugs, pageInfo } = body.data.tag.posts;
        found.push(...slugs.map(({ slug }: { slug: string }) => slug));
        [after, hasNext] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      expect(found.toSorted()).toEqual(["shown", ...hidden].sort());
    });

    test("find by search what is published", async () => {
      expect((await ask(search, preview())).body.data.search.totalCount).toBe(1);
    });

    test("are not asked for without the header", async () => {
      const { body } = await ask(page, { authorization: `Bearer ${drafts}` }, { slug: "draft" });
      expect(body).toEqual({ data: { post: null } });
    });

    test("leave no trace in what others are answered", async () => {
      for (let round = 0; round < 3; round += 1) {
        for (const slug of hidden) {
          expect((await ask(page, preview(), { slug })).body.data.post.slug).toBe(slug);
          expect((await ask(page, {}, { slug })).body).toEqual({ data: { post: null } });
          expect((await ask(cited, {}, { slug })).body).toEqual({ data: { post: null } });
        }
        expect((await ask(list, preview())).body.data.posts.totalCount).toBe(5);
        expect((await ask(list)).body.data.posts.totalCount).toBe(1);
      }
    });
  });

  test("resolve the address of a post for who may see it, and for no other", async () => {
    const others = [{}, { authorization: `Bearer ${plain}` }, await tokenFor("other-draft")];
    for (const headers of [preview(), await tokenFor("draft")]) {
      database.statements.length = 0;
      const { body } = await ask(address, headers, { url: "/posts/draft" });
      expect(body).toEqual({ data: { resolveUrl: { status: "FOUND", node: { slug: "draft" } } } });
      expect(database.statements).toHaveLength(1);
      for (const other of others)
        expect((await ask(address, other, { url: "/posts/draft" })).body).toEqual({
          data: { resolveUrl: null },
        });
    }
  });

  test.each([
    ["no key", () => ({})],
    ["a key without drafts:read", () => ({ authorization: `Bearer ${plain}` })],
  ])("are refused to %s", async (_what, headers) => {
    const asked = await ask(page, { ...headers(), "colloquy-perspective": "preview" }, { slug: "draft" });
    expect(asked).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: "FORBIDDEN" } }] } });
    expect(asked.body.errors?.[0]?.message).toContain("drafts:read");
  });

  test("are asked for by one word", async () => {
    const asked = await ask(page, { ...preview(), "colloquy-perspective": "all" }, { slug: "draft" });
    expect(asked).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: "BAD_REQUEST" } }] } });
  });

  describe("by a token", () => {
    test.each(hidden)("show the post %s and no other", async (slug) => {
      const token = await tokenFor(slug);
      const { body } = await ask(page, token, { slug });
      expect(body.data.post).toMatchObject({
        slug,
        contributions: { totalCount: 1 },
        tags: { nodes: [{ slug: "sleep" }] },
      });
      for (const other of hidden.filter((each) => each !== slug)) {
        expect((await ask(page, token, { slug: other })).body).toEqual({ data: { post: null } });
      }
      const lists = (await ask(list, token)).body.data;
      expect(lists.posts.totalCount).toBe(2);
      expect(lists.tag.posts.totalCount).toBe(2);
      expect(lists.expert.contributions.totalCount).toBe(2);
      expect((await ask(page, {}, { slug })).body).toEqual({ data: { post: null } });
    });

    test("end when they expire, and are none when they are cut", async () => {
      const late = await ask(page, await tokenFor("draft", "2020-01-01T00:00:00.000Z"), { slug: "draft" });
      expect(late).toMatchObject({
        status: 401,
        body: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] },
      });
      expect(late.body.errors?.[0]?.message).toContain("has expired");
      const { authorization } = await tokenFor("draft");
      expect(await ask(page, { authorization: authorization.slice(0, -1) }, { slug: "draft" })).toMatchObject(
        { status: 401 },
      );
    });
  });
});
