import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import { programVersion } from "../../../src/version.js";
import { findContractFaults } from "./compare-contract.js";
import { parseChanges } from "./parse-changes.js";

const folder = new URL("../../../schema/", import.meta.url);

const read = (path: string) => readFile(new URL(path, folder), "utf8");

const sections = parseChanges(await read("CHANGES.md"));

/** Versions whose SDL is kept, the newest first. */
const releases = (await readdir(new URL("releases/", folder)))
  .map((file) => file.replace(/\.graphql$/, ""))
  .sort((one, other) => other.localeCompare(one, "en", { numeric: true }));

const readRelease = (version: string | undefined) =>
  read(version === undefined ? "schema.graphql" : `releases/${version}.graphql`);

describe("the schema's releases", () => {
  test("are kept up to the version in package.json; `npm run release:schema` keeps one", () => {
    expect(releases[0]).toBe(programVersion);
  });

  test("each have their section in schema/CHANGES.md, the newest first", () => {
    expect(sections.map(({ version }) => version)).toEqual(["Unreleased", ...releases]);
  });

  // The first release has nothing before it.
  test.each(sections.slice(0, -1).map((section, index) => ({ ...section, index })))(
    "break nothing in $version but what schema/CHANGES.md lists",
    async ({ changes, index }) => {
      const before = await readRelease(releases[index]);
      const after = await readRelease(releases[index - 1]);
      expect(await findContractFaults({ before, after, listed: changes })).toEqual([]);
    },
  );
});

describe("the comparison", () => {
  const before = `
    "Posts." type Query { post(id: ID!): Post }
    "A post." type Post { id: ID! title: String! kind: Kind! }
    "Kinds." enum Kind { NEWS }`;
  const listIn = (text: string) => parseChanges(`# Changes\n\n## Unreleased\n\n${text}\n`)[0]?.changes ?? [];
  const compare = (after: string, listed = "") =>
    findContractFaults({ before, after, listed: listIn(listed) });
  const untitled = before.replace("title: String! ", "");
  const removed = "- `Post.title` (field removed): It was never filled.";

  test("finds nothing in a schema that is as it was, or has more fields", async () => {
    expect(await compare(before)).toEqual([]);
    expect(await compare(before.replace("title:", "subtitle: String title:"))).toEqual([]);
  });

  test.each([
    ["a field removed", untitled, "`Post.title` (field removed)", "Breaking"],
    [
      "a field that may be null now",
      before.replace("title: String!", "title: String"),
      "`Post.title` (field type changed)",
      "Breaking",
    ],
    [
      "an argument that is needed now",
      before.replace("id: ID!)", "id: ID!, at: Int!)"),
      "`Query.post.at` (field argument added)",
      "Breaking",
    ],
    [
      "a new value of an enum",
      before.replace("NEWS", "NEWS STORY"),
      "`Kind.STORY` (enum value added)",
      "Dangerous",
    ],
  ])("refuses %s until it is listed", async (...[, after, entry, severity]) => {
    const [fault, ...others] = await compare(after);
    expect(fault).toContain(`under "## Unreleased" and "### ${severity}":\n- ${entry}: why clients`);
    expect(others).toEqual([]);
    expect(await compare(after, `### ${severity}\n\n- ${entry}: It had to be.`)).toEqual([]);
  });

  test("refuses what is listed and did not happen, or is less or more than that", async () => {
    const fault = "schema/CHANGES.md, line 7: `Post.title` (field removed) is no";
    expect(await compare(before, `### Breaking\n\n${removed}`)).toEqual([
      expect.stringContaining(`${fault} breaking change since the last release.`),
    ]);
    expect(await compare(untitled, `### Dangerous\n\n${removed}`)).toEqual([
      expect.stringContaining("Keep it as it was"),
      expect.stringContaining(`${fault} dangerous change`),
    ]);
    expect(await compare(before, "### Compatible\n\n- `Post.body` (field added): For feeds.")).toHaveLength(
      1,
    );
  });

  test("refuses a new root field until it is listed", async () => {
    const after = before.replace("post(id: ID!): Post", "post(id: ID!): Post posts(first: Int): [Post!]");
    expect(await compare(after)).toEqual([
      expect.stringContaining(
        'under "## Unreleased" and "### Compatible":\n- `Query.posts` (field added): what it is for.',
      ),
    ]);
    const listed = "### Compatible\n\n- `Query.posts` (field added): Lists them.";
    expect(await compare(after, listed)).toEqual([]);
  });

  test("takes compatible changes that are listed", async () => {
    const after = before.replace("title:", "body: String title:");
    expect(await compare(after, "### Compatible\n\n- `Post.body` (field added): For feeds.")).toEqual([]);
  });
});

describe("schema/CHANGES.md", () => {
  const page = (lines: string) => `# Changes\n\nIntroduction.\n\n## Unreleased\n\n${lines}`;

  test("lists changes with their reasons, which may take several lines", () => {
    const text = page(
      "Some prose.\n\n### Breaking\n\n- `A.b` (field removed): Nobody\n  asked for it.\n- `C` (type removed): Gone.\n\n## 1.2.3\n",
    );
    expect(parseChanges(text)).toEqual([
      {
        version: "Unreleased",
        changes: [
          {
            severity: "Breaking",
            path: "A.b",
            kind: "field removed",
            reason: "Nobody asked for it.",
            line: 11,
          },
          { severity: "Breaking", path: "C", kind: "type removed", reason: "Gone.", line: 13 },
        ],
      },
      { version: "1.2.3", changes: [] },
    ]);
  });

  test.each([
    ["a change without a reason", "### Breaking\n\n- `A.b` (field removed):"],
    ["a change without its kind", "### Breaking\n\n- `A.b`: Gone."],
    ["prose among changes", "### Breaking\n\nWe removed things."],
    ["another heading", "### Removed"],
    ["a version that is none", "## 1.2"],
    ["a title in the middle", "# Changes"],
  ])("takes no %s", (_what, lines) => {
    expect(() => parseChanges(page(lines))).toThrow(/^schema\/CHANGES\.md, line \d+: ".+" is not read\./);
  });
});
