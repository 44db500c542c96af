import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { exportContent } from "../../src/exporting/export-content.js";
import { deriveNodeId } from "../../src/graph/node-id.js";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import {
  author,
  clinic,
  expert,
  importValues,
  post,
  region,
  related,
  says,
  tag,
  text,
  writingTime,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("export content", () => {
  let database: TestDatabase;

  let copy: TestDatabase;

  let folder: string;

  beforeEach(async () => {
    database = await openTestDatabase();
    copy = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "colloquy-export-"));
  });

  afterEach(async () => {
    await database.close();
    await copy.close();
    await rm(folder, { recursive: true });
  });

  async function readFiles(path: string): Promise<Record<string, string>> {
    const files: Record<string, string> = {};
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) files[file.slice(path.length + 1)] = await readFile(file, "utf8");
    }
    return files;
  }

  /** Everything a reader can see of the graph, with ids in the place of internal keys. */
  async function readGraph({ source }: TestDatabase): Promise<Record<string, unknown[]>> {
    const queries = {
      region:
        "SELECT r.id, r.slug, r.name, r.kind, p.id AS parent FROM region r LEFT JOIN region p ON p.row_id = r.parent_row_id",
      tag: "SELECT t.id, t.slug, t.name, t.kind, t.synonyms, p.id AS parent FROM tag t LEFT JOIN tag p ON p.row_id = t.parent_row_id",
      clinic:
        "SELECT c.id, c.slug, c.name, tagline, website, city, latitude, longitude, telehealth, r.id AS region FROM clinic c LEFT JOIN region r ON r.row_id = c.region_row_id",
      treatment:
        "SELECT c.id, t.id AS tag FROM clinic_treatment JOIN clinic c ON c.row_id = clinic_row_id JOIN tag t ON t.row_id = tag_row_id",
      expert:
        "SELECT e.id, e.slug, e.name, honorific, credentials, title, bio_markdown, bio_html, bio_text, c.id AS clinic FROM expert e LEFT JOIN clinic c ON c.row_id = e.clinic_row_id",
      formerSlug: "SELECT noun, slug, node_id FROM former_slug",
      author: "SELECT id, slug, name, kind, bio_markdown, bio_html, bio_text FROM author",
      post: "SELECT p.id, p.slug, title, title_key, excerpt, status, published_at, updated_at, a.id AS author, b.markdown, b.html, b.text FROM post p JOIN post_body b ON b.post_row_id = p.row_id LEFT JOIN author a ON a.row_id = p.author_row_id",
      tags: "SELECT p.id, t.id AS tag FROM post_tag JOIN post p ON p.row_id = post_row_id JOIN tag t ON t.row_id = tag_row_id",
      contribution:
        "SELECT c.id, p.id AS post, e.id AS expert, k.id AS clinic, position, c.kind, body_markdown, body_html, attribution_honorific, attribution_name, attribution_credentials, attribution_title, attribution_clinic_name FROM contribution c JOIN post p ON p.row_id = c.post_row_id JOIN expert e ON e.row_id = c.expert_row_id LEFT JOIN clinic k ON k.row_id = c.clinic_row_id",
      link: "SELECT l.id, s.id AS source, t.id AS post, position, kind, l.title, target_slug FROM link l JOIN post s ON s.row_id = l.source_row_id LEFT JOIN post t ON t.row_id = l.post_row_id",
      source:
        "SELECT s.id, p.id AS post, position, s.title, authors, publisher, year, doi, url FROM source s JOIN post p ON p.row_id = s.post_row_id",
      correction:
        "SELECT c.id, p.id AS post, position, corrected_on, body_markdown, body_html, body_text FROM correction c JOIN post p ON p.row_id = c.post_row_id",
      review:
        "SELECT p.id, e.id AS expert, reviewed_on, next_due, overdue_from, reviewer_honorific, reviewer_name, reviewer_credentials, reviewer_title, reviewer_clinic_name FROM medical_review JOIN post p ON p.row_id = post_row_id LEFT JOIN expert e ON e.row_id = expert_row_id",
      block:
        "SELECT p.id, b.position, b.kind, c.id AS contribution, l.id AS link, b.body_markdown FROM block b JOIN post p ON p.row_id = b.post_row_id LEFT JOIN contribution c ON c.row_id = b.contribution_row_id LEFT JOIN link l ON l.row_id = b.link_row_id",
    };
    const graph: Record<string, unknown[]> = {};
    for (const [name, query] of Object.entries(queries)) {
      const rows: unknown[] = await source.query(query);
      graph[name] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return graph;
  }

  const importFolder = (into: TestDatabase, path: string) =>
    importContent({
      database: into,
      open: (manager) => openPath(manager, path, "markdown"),
      now: "2027-07-07T00:00:00.000Z",
    });

  const content = [
    region("us", { name: "United States" }),
    region("pa", { name: "Pennsylvania: the state", parent: "us" }),
    tag("therapy", { kind: "TREATMENT", synonyms: ["care", "a, b", "[c]"] }),
    tag("talking", { parent: "therapy" }),
    clinic("harbor", {
      name: "Harbor “Clinic”",
      latitude: 1.5,
      longitude: -2,
      region: "pa",
      telehealth: true,
      treatments: ["talking", "therapy"],
    }),
    clinic("hill", { name: "Hill & Dale" }),
    expert("ada", {
      name: "Ada Lark",
      honorific: "Dr.",
      credentials: ["MD", "MPH"],
      title: "Director",
      bio: "Writes.\n\n    code",
      clinic: "harbor",
    }),
    expert("ben"),
    author("staff", { kind: "ORGANIZATION", bio: "---\n\nThe staff." }),
    post("one", {
      author: "staff",
      tags: ["therapy", "talking"],
      excerpt: "Yes: no",
      medicalReview: { expert: "ada", reviewedOn: "2025-01-02", nextDue: "2025-03-04" },
      corrections: [
        { correctedOn: "2024-02-02", markdown: "Not *ten*: two.\n\n---\n\n    indented\n- a list" },
        { correctedOn: "2024-02-02", markdown: "  Blanks first, `#` and [a link](/posts/two)" },
      ],
      sources: [
        { title: "A study: rest", authors: ["A, B.", "[C]"], year: 1999, doi: "10.1000/ABC(1)" },
        { title: "A study, rest", publisher: "null", url: "https://example.org/?a=1#b" },
        { title: "No. 3", authors: ["- D"] },
      ],
      blocks: [
        text("First."),
        text("Second, right after it."),
        says("ada", "Words [two](/posts/two).", { contribution: "STATEMENT" }),
        says("ada", "More.\n\n:::\n\n::related[x]", {
          attribution: { name: 'A "Lark" & {co}', credentials: ["X-Y"], clinic: "Hill & Dale" },
        }),
        related({ post: "two" }),
        related({ title: "Not [there] yet: *soon*" }),
        text("```\nnever closed"),
        says("ben", "Last."),
      ],
    }),
    post("two", { status: "DRAFT", publishedAt: undefined, blocks: [related({ title: "Title of one" })] }),
    post("three", {
      status: "ARCHIVED",
      updatedAt: "2025-05-05T00:00:00.000Z",
      medicalReview: { attribution: { name: "Somebody Else", clinic: "Hill" }, reviewedOn: "2025-01-02" },
    }),
  ];

  /** Things that happen to a graph in its life, after which ids can no longer be derived. */
  async function age(): Promise<void> {
    const id = (type: string, slug: string) => deriveNodeId(type, slug);
    const one = content.find((value) => "sources" in value) as (typeof content)[number] & {
      sources: unknown[];
      corrections: unknown[];
    };
    const change = (more: Record<string, unknown>) => importValues(database, [{ ...one, ...more }]);
    const sources = [{ title: "Before them" }, ...one.sources.slice(1)];
    await change({ sources, corrections: one.corrections.slice(1) });
    await change({ blocks: [says("ada", "More.\n\n:::\n\n::related[x]"), text("All links are gone.")] });
    await change({});
    await change({ id: id("post", "one"), slug: "uno" });
    await importValues(database, [
      expert("ada", { name: "Ada Lark-Moss", clinic: "hill" }),
      tag("speaking", { id: id("tag", "talking"), parent: "therapy" }),
      tag("talking"),
      post("one", { title: "Title of one", blocks: [text("Another one. [Uno](/posts/uno)")] }),
      post("two", { title: "Now out", blocks: [related({ title: "Title of one" }), says("ada", "Hi.")] }),
    ]);
  }

  describe.each([
    ["new content", async () => undefined],
    ["content with a past", age],
  ])("an export of %s", (_what, happen) => {
    test("and its import into an empty database give the same graph, and the same bytes again", async () => {
      expect((await importValues(database, content)).problems).toEqual([]);
      await happen();
      await exportContent({ database, folder: join(folder, "first") });
      const report = await importFolder(copy, join(folder, "first"));
      expect(report.problems).toEqual([]);
      expect(await readGraph(copy)).toEqual(await readGraph(database));
      await exportContent({ database: copy, folder: join(folder, "second") });
      expect(await readFiles(join(folder, "second"))).toEqual(await readFiles(join(folder, "first")));
    });

    test("and its import into the same database change nothing", async () => {
      await importValues(database, content);
      await happen();
      await exportContent({ database, folder: join(folder, "first") });
      const report = await importFolder(database, join(folder, "first"));
      expect(report.problems).toEqual([]);
      expect(report.changed).toEqual([]);
    });
  });

  test("ids stand in the files only where they cannot be derived", async () => {
    await importValues(database, content);
    await exportContent({ database, folder: join(folder, "young") });
    expect(Object.values(await readFiles(join(folder, "young"))).join()).not.toMatch(/(?:^|\W)id[:=]|Ids/m);
    await age();
    await exportContent({ database, folder: join(folder, "old") });
    const files = await readFiles(join(folder, "old"));
    expect(files["tags/speaking.md"]).toContain(`id: ${deriveNodeId("tag", "talking")}`);
    expect(files["tags/talking.md"]).toContain(`id: ${deriveNodeId("tag", "talking", 1)}`);
    expect(files["posts/uno.md"]).toContain("bodyLinkIds: [link_");
    expect(files["posts/uno.md"]).toMatch(/^ {2}- id: source_/m);
    expect(files["posts/uno.md"]).toMatch(/^ {2}- id: correction_/m);
    expect(files["experts/ben.md"]).not.toContain("id:");
  });

  test("what a post rests on stands in its front matter as an editor writes it", async () => {
    await importValues(database, content);
    await exportContent({ database, folder: join(folder, "out") });
    const files = await readFiles(join(folder, "out"));
    expect(files["posts/one.md"]).toContain(
      `medicalReview:
  expert: ada
  attribution:
    honorific: Dr.
    name: Ada Lark
    credentials: [MD, MPH]
    title: Director
    clinic: Harbor “Clinic”
  reviewedOn: 2025-01-02
  nextDue: 2025-03-04
corrections:
  - correctedOn: 2024-02-02
    markdown: |-
      Not *ten*: two.

      ---

          indented
      - a list
  - correctedOn: 2024-02-02
    markdown: "  Blanks first, \`#\` and [a link](/posts/two)"
sources:
  - title: "A study: rest"
    authors: ["A, B.", "[C]"]
    year: 1999
    doi: 10.1000/abc(1)
`,
    );
  });

  test("all posts are written, page after page, and counted", async () => {
    const slugs = Array.from({ length: 230 }, (_, index) => `post-${index}`);
    await importValues(
      database,
      slugs.map((slug) => post(slug, { blocks: [text(slug)] })),
    );
    const counts: number[] = [];
    const count = await exportContent({
      database,
      folder: join(folder, "all"),
      onProgress: (files) => counts.push(files),
    });
    expect(count).toBe(230);
    expect(counts.at(-1)).toBe(230);
    expect((await readdir(join(folder, "all/posts"))).sort()).toEqual(
      slugs.map((slug) => `${slug}.md`).sort(),
    );
  });

  describe("the target folder", () => {
    test("may exist when it is empty", async () => {
      await importValues(database, content);
      await mkdir(join(folder, "empty"));
      await exportContent({ database, folder: join(folder, "empty") });
      expect(await readdir(join(folder, "empty"))).toContain("posts");
    });

    test("is refused when it holds anything, and left as it is", async () => {
      await writeFile(join(folder, "note.txt"), "mine");
      await expect(exportContent({ database, folder })).rejects.toThrow("not empty");
      expect(await readdir(folder)).toEqual(["note.txt"]);
    });

    test("is refused when a part of its path is a file", async () => {
      await writeFile(join(folder, "note.txt"), "mine");
      await expect(exportContent({ database, folder: join(folder, "note.txt", "out") })).rejects.toThrow(
        "a part of the path is a file",
      );
    });

    test("is not there after a failure on the way", async () => {
      await importValues(database, content);
      const stop = () => {
        throw new Error("stopped");
      };
      await expect(
        exportContent({ database, folder: join(folder, "out"), onProgress: stop }),
      ).rejects.toThrow("stopped");
      expect(await readdir(folder)).toEqual([]);
    });
  });

  test("an export of the time of writing is of no other time", async () => {
    await importValues(database, [post("now", { publishedAt: undefined })]);
    await exportContent({ database, folder: join(folder, "out") });
    expect((await readFiles(join(folder, "out")))["posts/now.md"]).toBe(
      `---\ntitle: Title of now\nstatus: PUBLISHED\npublishedAt: ${writingTime}\n---\n`,
    );
  });
});
