import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { deriveNodeId } from "../../../src/graph/node-id.js";
import { importContent } from "../../../src/importing/import-content.js";
import { openPath } from "../../../src/importing/open-source.js";
import { author, clinic, expert, post, region, related, says, tag, text } from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";

describeEachDatabase("jsonl", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  async function run(content: string | Uint8Array) {
    const path = join(database.folder, "content.jsonl");
    await writeFile(path, content);
    return await importContent({
      database,
      open: (manager) => openPath(manager, path, "jsonl"),
      now: "2026-01-01T00:00:00.000Z",
    });
  }

  const toLines = (values: readonly unknown[]) =>
    values.map((value) => `${JSON.stringify(value)}\n`).join("");

  test("one object per line is imported, in any order", async () => {
    const nodes = [
      post("one", {
        author: "staff",
        tags: ["calm"],
        blocks: [
          text("Text."),
          says("ada", "Words.", {
            attribution: { name: "A", credentials: ["MD"], title: "T", clinic: "harbor" },
          }),
          related({ post: "two" }),
        ],
      }),
      post("two", { blocks: [related({ title: "Title of one" })] }),
      expert("ada", { clinic: "harbor", credentials: ["MD"] }),
      clinic("harbor", { region: "pa", city: "P", website: "https://a.example", latitude: 1, longitude: 2 }),
      region("pa", { parent: "us" }),
      region("us"),
      tag("calm"),
      author("staff"),
    ];
    const report = await run(toLines(nodes));
    expect(report.problems).toEqual([]);
    expect(report.unresolvedCount).toBe(0);
    expect((await run(toLines(nodes))).changed).toEqual([]);
  });

  test("a byte order mark, line ends of Windows, empty lines and a missing last line end do not matter", async () => {
    const report = await run(`\ufeff${JSON.stringify(tag("one"))}\r\n\r\n  \n${JSON.stringify(tag("two"))}`);
    expect(report.problems).toEqual([]);
    expect(report.changed.map(({ slug }) => slug)).toEqual(["one", "two"]);
  });

  test("an empty file is an import of nothing", async () => {
    expect(await run("")).toMatchObject({ problems: [], changed: [] });
  });

  test("a line that bears an id comes first: the slug that it gives up is free for another", async () => {
    await run(toLines([tag("calm")]));
    const id = deriveNodeId("tag", "calm");
    const report = await run(toLines([tag("calm", { kind: "CONDITION" }), tag("quiet", { id })]));
    expect(report.problems).toEqual([]);
    expect(await database.source.query("SELECT slug, kind, id FROM tag ORDER BY slug")).toEqual([
      { slug: "calm", kind: "CONDITION", id: deriveNodeId("tag", "calm", 1) },
      { slug: "quiet", kind: "TOPIC", id },
    ]);
  });

  describe("a bad line", () => {
    const good = JSON.stringify(tag("good"));
    test.each([
      ["that is not JSON", '{"type": "tag"', { code: "SYNTAX" }],
      ["that is no object", "7", { code: "FIELD_INVALID" }],
      ["of no known type", '{"type":"page","slug":"a"}', { code: "FIELD_INVALID", field: "type" }],
      [
        "with an unknown field",
        JSON.stringify(tag("a", { colour: "red" })),
        { code: "FIELD_INVALID", message: "unknown: colour" },
      ],
      [
        "without a field",
        '{"type":"tag","slug":"a","kind":"TOPIC"}',
        { code: "FIELD_INVALID", field: "name", message: "is required" },
      ],
      [
        "with a wrong slug",
        JSON.stringify(tag("A b", { name: "a" })),
        { code: "FIELD_INVALID", field: "slug" },
      ],
      [
        "with half a character",
        '{"type":"tag","slug":"a","name":"\\ud800","kind":"TOPIC"}',
        { code: "FIELD_INVALID", field: "name" },
      ],
      [
        "with a line break in a name",
        JSON.stringify(tag("a", { name: "a\nb" })),
        { code: "FIELD_INVALID", field: "name" },
      ],
      [
        "with half a place",
        JSON.stringify(clinic("a", { latitude: 1 })),
        { code: "FIELD_INVALID", field: "latitude" },
      ],
      [
        "with a foreign address",
        JSON.stringify(clinic("a", { website: "javascript:alert(1)" })),
        { code: "FIELD_INVALID", field: "website" },
      ],
      [
        "with a wrong block",
        JSON.stringify(post("a", { blocks: [text("a"), says("b", "")] })),
        { code: "FIELD_INVALID", field: "blocks.1.markdown" },
      ],
      [
        "with a wrong time",
        JSON.stringify(post("a", { publishedAt: "yesterday" })),
        { code: "FIELD_INVALID", field: "publishedAt" },
      ],
      ["with a forged id", JSON.stringify(tag("a", { id: "tag_1" })), { code: "FIELD_INVALID", field: "id" }],
      [
        "with endless nesting",
        JSON.stringify(post("a", { blocks: [text("> ".repeat(90_000))] })),
        { code: "FIELD_INVALID", field: "blocks.0.markdown" },
      ],
      [
        "that names nothing",
        JSON.stringify(tag("a", { parent: "gone" })),
        { code: "REFERENCE_MISSING", field: "parent" },
      ],
      [
        "that comes twice",
        good,
        { code: "SLUG_TAKEN", field: "slug", message: expect.stringContaining("first in line 1") },
      ],
    ])("%s is a problem of that line alone", async (_what, line, problem) => {
      const report = await run(`${good}\n${line}\n${JSON.stringify(tag("last"))}\n`);
      expect(report.problems).toEqual([
        expect.objectContaining({ source: join(database.folder, "content.jsonl"), line: 2, ...problem }),
      ]);
      expect(report.changed.map(({ slug }) => slug)).toEqual(["good", "last"]);
    });

    test("that is not UTF-8 is a problem of that line alone", async () => {
      const bytes = Buffer.concat([Buffer.from(`${good}\n{"a":"`), Buffer.from([0xe9]), Buffer.from('"}\n')]);
      expect((await run(bytes)).problems).toMatchObject([{ line: 2, code: "NOT_TEXT" }]);
    });

    test("that is too long is a problem of that line alone, and not kept in memory", async () => {
      const long = JSON.stringify(tag("long", { name: "x".repeat(6 * 1024 * 1024) }));
      const report = await run(`${good}\n${long}\n${JSON.stringify(tag("last"))}\n`);
      expect(report.problems).toMatchObject([{ line: 2, code: "TOO_LARGE" }]);
      expect(report.changed.map(({ slug }) => slug)).toEqual(["good", "last"]);
    });
  });

  test("a folder, and a file that does not exist, are problems", async () => {
    for (const path of [database.folder, join(database.folder, "gone.jsonl")]) {
      const { problems } = await importContent({
        database,
        open: (manager) => openPath(manager, path, "jsonl"),
        now: "2026-01-01T00:00:00.000Z",
      });
      expect(problems).toMatchObject([{ source: path, code: "UNREADABLE" }]);
    }
  });
});
