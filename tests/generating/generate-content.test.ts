import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { NodeInput } from "../../src/content/node-input.js";
import { generateContent } from "../../src/generating/generate-content.js";
import type { ImportReport } from "../../src/importing/import-report.js";
import { importValues } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const generate = (posts: number, seed: number) => [...generateContent({ posts, seed })];

const nodes = generate(300, 1);

const ofType = <T extends NodeInput["type"]>(type: T) =>
  nodes.filter((node): node is Extract<NodeInput, { type: T }> => node.type === type);

const posts = ofType("post");

describe("generate content", () => {
  test("the same options give the same nodes, another seed others", () => {
    expect(JSON.stringify(generate(30, 7))).toBe(JSON.stringify(generate(30, 7)));
    expect(JSON.stringify(generate(30, 8))).not.toBe(JSON.stringify(generate(30, 7)));
  });

  test("a run without posts still has the rest", () => {
    const types = new Set(generate(0, 1).map(({ type }) => type));
    expect(types).toEqual(new Set(["region", "tag", "clinic", "expert", "author"]));
  });

  test("tags, experts and clinics grow more slowly than posts", () => {
    const count = (of: readonly NodeInput[], type: NodeInput["type"]) =>
      of.filter((node) => node.type === type).length;
    const many = generate(2_700, 1);
    for (const type of ["tag", "expert", "clinic", "region"] as const) {
      const growth = count(many, type) / count(nodes, type);
      expect({ type, isSlower: growth > 1.5 && growth < 3.5 }).toEqual({ type, isSlower: true });
    }
  });

  test("slugs are unique among each type, far beyond the vocabulary too", () => {
    const many = generate(3_000, 2);
    for (const type of ["region", "tag", "clinic", "expert", "author", "post"] as const) {
      const slugs = many.flatMap((node) => (node.type === type ? [node.slug] : []));
      expect(new Set(slugs).size).toBe(slugs.length);
    }
  });

  describe("posts", () => {
    const blocks = posts.map(({ blocks }) => blocks);
    const contributions = blocks.map((list) => list.filter((block) => block.kind === "contribution"));

    test("have 0 to 8 contributions of 400 to 1,000 characters", () => {
      const counts = contributions.map(({ length }) => length);
      expect([Math.min(...counts), Math.max(...counts)]).toEqual([0, 8]);
      const lengths = contributions.flat().map(({ markdown }) => markdown.length);
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(400);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(1_000);
    });

    test("have about 3,000 characters of text in several blocks", () => {
      const texts = blocks.map((list) => list.filter((block) => block.kind === "text"));
      for (const list of texts) expect(list.length).toBeGreaterThanOrEqual(4);
      const lengths = texts.map((list) => list.reduce((sum, { markdown }) => sum + markdown.length, 0));
      const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      expect(mean).toBeGreaterThan(2_700);
      expect(mean).toBeLessThan(3_700);
    });

    test("rest on sources, some are reviewed, and few are corrected", () => {
      const sources = posts.map((post) => post.sources.length);
      expect([Math.min(...sources), Math.max(...sources)]).toEqual([0, 5]);
      const share = (of: readonly unknown[]) => of.length / posts.length;
      const reviewed = posts.filter(({ medicalReview }) => medicalReview !== undefined);
      const corrected = posts.filter(({ corrections }) => corrections.length > 0);
      expect(share(reviewed)).toBeGreaterThan(0.2);
      expect(share(reviewed)).toBeLessThan(0.4);
      expect(corrected.length).toBeGreaterThan(0);
      expect(share(corrected)).toBeLessThan(0.1);
    });

    test("bear 1 to 6 tags", () => {
      const counts = new Set(posts.map(({ tags }) => tags.length));
      expect([...counts].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test("are drafts, archived, published and scheduled", () => {
      expect(new Set(posts.map(({ status }) => status))).toEqual(new Set(["DRAFT", "ARCHIVED", "PUBLISHED"]));
      expect(posts.some(({ publishedAt = "" }) => publishedAt > "2090")).toBe(true);
      expect(posts.filter(({ status }) => status === "PUBLISHED").length).toBeGreaterThan(posts.length * 0.9);
    });

    test("of a long run share their times now and then, and spread over years", () => {
      const times = generate(2_000, 1).flatMap((node) =>
        node.type === "post" && node.publishedAt !== undefined ? [node.publishedAt] : [],
      );
      expect(new Set(times).size).toBeLessThan(times.length - 10);
      expect(new Set(times.map((time) => time.slice(0, 4))).size).toBeGreaterThan(9);
    });

    test("speak of few things and people often, of many seldom", () => {
      const isHeavyHeaded = (values: readonly string[]) => {
        const counts = new Map<string, number>();
        for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
        const sorted = [...counts.values()].sort((left, right) => right - left);
        const head = sorted.slice(0, Math.ceil(sorted.length / 10));
        return head.reduce((sum, count) => sum + count, 0) > values.length / 4;
      };
      expect(isHeavyHeaded(posts.flatMap(({ tags }) => tags))).toBe(true);
      expect(isHeavyHeaded(contributions.flat().map(({ expert }) => expert))).toBe(true);
    });

    test("hold other scripts, what JSON escapes, and Markdown", () => {
      const text = JSON.stringify(posts);
      for (const piece of ["静", "🌿", '\\"', "\\\\", "\\n", "](/posts/", "**", "## "])
        expect(text).toContain(piece);
    });
  });
});

describeEachDatabase("an import of generated content", () => {
  let database: TestDatabase;
  let report: ImportReport;
  const count = async (sql: string) => {
    const [row]: { n: number }[] = await database.source.query(
      `SELECT CAST(count(*) AS integer) AS n FROM ${sql}`,
    );
    return row?.n;
  };

  beforeAll(async () => {
    database = await openTestDatabase();
    // Through text, as the command writes it.
    report = await importValues(database, JSON.parse(JSON.stringify(nodes)));
  });
  afterAll(() => database.close());

  test("has no problem, and every node in it", async () => {
    expect(report.problems).toEqual([]);
    for (const type of ["region", "tag", "clinic", "expert", "author", "post"] as const) {
      expect(report.counts.get(type)?.created).toBe(ofType(type).length);
    }
    expect(await count("expert WHERE clinic_row_id IS NULL")).toBeLessThan(ofType("expert").length / 4);
  });

  test("leads most links to posts, and leaves some that wait for theirs", async () => {
    const resolved = (await count("link WHERE post_row_id IS NOT NULL")) ?? 0;
    const waiting = (await count("link WHERE post_row_id IS NULL")) ?? 0;
    expect(resolved).toBeGreaterThan(waiting);
    expect(waiting).toBeGreaterThan(20);
    expect(await count("link WHERE kind = 'BODY' AND post_row_id IS NOT NULL")).toBeGreaterThan(20);
  });

  test("changes nothing the second time", async () => {
    const { counts } = await importValues(database, JSON.parse(JSON.stringify(nodes)));
    expect(
      [...counts.values()].every(({ created, updated, deleted }) => created + updated + deleted === 0),
    ).toBe(true);
  });
});
