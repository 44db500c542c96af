import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { deriveNodeId } from "../../src/graph/node-id.js";
import type { Perspective } from "../../src/graph/perspective.js";
import { post } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { testSiteUrl } from "../support/exits.js";
import { type NodeDraft, openTestGraph, type TestGraph } from "../support/graph.js";

const document = `query ($url: String!) {
  resolveUrl(url: $url) { status httpStatus location node { id ... on Post { slug contributions { totalCount } } } }
}`;

const yesterday = "2024-12-31T00:00:00.000Z";
const tomorrow = "2025-01-02T00:00:00.000Z";

/** Posts that readers do not see, each with a former slug. */
const hidden = {
  undated: { status: "DRAFT", publishedAt: undefined },
  dated: { status: "DRAFT", publishedAt: yesterday },
  coming: { publishedAt: tomorrow },
  archived: { status: "ARCHIVED", publishedAt: yesterday },
  shelved: { status: "ARCHIVED", publishedAt: undefined },
};
const slugs = Object.keys(hidden);

describeEachDatabase("resolveUrl in a preview", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    const posts = Object.entries(hidden).map(([slug, state]) =>
      post(slug, { ...state, formerSlugs: [`old-${slug}`] }),
    );
    // `naps` is a draft's, and was that of a post that readers see.
    const rival = post("naps", { status: "DRAFT", publishedAt: undefined, title: "Rival" });
    const rest = post("rest", { formerSlugs: ["naps", "siesta"] });
    graph = await openTestGraph([...posts, rest, rival] as NodeDraft[]);
  });

  afterAll(() => graph.close());

  /** In short: `FOUND x`, `REDIRECT x`, `GONE` or null; one statement each, the same by both exits. */
  async function resolve(perspective: Perspective | undefined, slug: string): Promise<string | null> {
    const query = perspective ? graph.queryAs(perspective) : graph.query;
    const { data, errors, statements } = await query(document, { url: `/posts/${slug}` });
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    if (data.resolveUrl === null) return null;
    const { status, httpStatus, location, node } = data.resolveUrl;
    expect(httpStatus).toBe({ FOUND: 200, REDIRECT: 301, GONE: 410 }[status as "FOUND"]);
    if (status === "GONE") return status;
    expect(location).toBe(`${testSiteUrl}/posts/${node.slug}`);
    expect(node).toMatchObject({ contributions: { totalCount: 0 } });
    return `${status} ${node.slug}`;
  }

  const tokenFor = (slug: string): Perspective => ({ kind: "post", id: deriveNodeId("post", slug) });

  test.each(slugs)("leads to the post %s that a token shows, and to no other", async (slug) => {
    const token = tokenFor(slug);
    expect(await resolve(token, slug)).toBe(`FOUND ${slug}`);
    expect(await resolve(token, `old-${slug}`)).toBe(`REDIRECT ${slug}`);
    for (const other of slugs.filter((each) => each !== slug)) {
      for (const name of [other, `old-${other}`]) {
        const told = await resolve(undefined, name);
        expect(told).toBe(other === "archived" ? "GONE" : null);
        expect(await resolve(token, name)).toBe(told);
      }
    }
    expect(await resolve(token, "rest")).toBe("FOUND rest");
    expect(await resolve(token, "siesta")).toBe("REDIRECT rest");
  });

  test.each(slugs)("leads to the post %s that a key shows", async (slug) => {
    expect(await resolve({ kind: "preview" }, slug)).toBe(`FOUND ${slug}`);
    expect(await resolve({ kind: "preview" }, `old-${slug}`)).toBe(`REDIRECT ${slug}`);
  });

  test("leads to who has a slug in the preview, before who had it", async () => {
    expect(await resolve(undefined, "naps")).toBe("REDIRECT rest");
    expect(await resolve(tokenFor("undated"), "naps")).toBe("REDIRECT rest");
    expect(await resolve(tokenFor("naps"), "naps")).toBe("FOUND naps");
    expect(await resolve({ kind: "preview" }, "naps")).toBe("FOUND naps");
  });
});
