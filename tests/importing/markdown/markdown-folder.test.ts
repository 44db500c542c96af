import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { deriveNodeId } from "../../../src/graph/node-id.js";
import { importContent } from "../../../src/importing/import-content.js";
import { openPath } from "../../../src/importing/open-source.js";
import { dumpTables } from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";

describeEachDatabase("markdown folder", () => {
  let database: TestDatabase;

  let folder: string;

  beforeEach(async () => {
    database = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "colloquy-folder-"));
  });

  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  async function put(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }

  const run = () =>
    importContent({
      database,
      open: (manager) => openPath(manager, folder, "markdown"),
      now: "2026-01-01T00:00:00.000Z",
    });

  /** The problems with the folder cut off their sources. */
  async function listProblems() {
    const { problems } = await run();
    return problems.map(({ source, ...problem }) => ({ ...problem, file: source.slice(folder.length + 1) }));
  }

  const tagFile = "---\nname: Calm\nkind: TOPIC\n---\n";

  test("files of all nouns are read", async () => {
    await put("regions/us.md", "---\nname: United States\n---\n");
    await put("tags/calm.md", "---\nname: Calm\nkind: TOPIC\nsynonyms: [quiet, at ease]\n---\n");
    await put(
      "clinics/harbor.md",
      "---\nname: Harbor\nregion: us\ntelehealth: true\ntreatments:\n  - calm\n---\n",
    );
    await put("experts/ada.md", "---\nname: Ada\ncredentials: [MD]\nclinic: harbor\n---\n\nA bio.\n");
    await put("authors/staff.md", "---\nname: Staff\nkind: ORGANIZATION\n---\n");
    await put(
      "posts/one.md",
      '---\ntitle: One\nstatus: PUBLISHED\npublishedAt: 2024-01-01T00:00:00Z\nauthor: staff\ntags: [calm]\n---\n\nText.\n\n:::contribution{expert="ada" kind="QUOTE"}\nWords.\n:::\n',
    );
    await put("posts/.DS_Store", "hidden");
    await put(".git/config", "hidden");
    const report = await run();
    expect(report.problems).toEqual([]);
    expect(report.changed.map(({ noun, slug }) => `${noun} ${slug}`)).toEqual([
      "region us",
      "tag calm",
      "clinic harbor",
      "expert ada",
      "author staff",
      "post one",
    ]);
    expect((await run()).changed).toEqual([]);
  });

  test("line ends of Windows and a byte order mark make no difference", async () => {
    await put("experts/ada.md", "---\nname: Ada\n---\n\nOne.\n\nTwo.\n");
    await run();
    const before = await dumpTables(database);
    await put("experts/ada.md", "\ufeff---\r\nname: Ada\r\n---\r\n\r\nOne.\r\n\r\nTwo.\r\n");
    expect((await run()).problems).toEqual([]);
    expect(await dumpTables(database)).toEqual(before);
  });

  test("a file that bears an id comes first: the slug that it gives up is free for another", async () => {
    await put("tags/calm.md", tagFile);
    await run();
    await put("tags/quiet.md", `---\nid: ${deriveNodeId("tag", "calm")}\nname: Quiet\nkind: TOPIC\n---\n`);
    const report = await run();
    expect(report.problems).toEqual([]);
    expect(await database.source.query("SELECT slug, id FROM tag ORDER BY slug")).toEqual([
      { slug: "calm", id: deriveNodeId("tag", "calm", 1) },
      { slug: "quiet", id: deriveNodeId("tag", "calm") },
    ]);
  });

  describe("a problem", () => {
    test.each([
      ["no front matter", "Text.", { line: 1, code: "SYNTAX", message: "must begin with front matter" }],
      ["an empty file", "", { line: 1, code: "SYNTAX", message: "must begin with front matter" }],
      ["open front matter", "---\nname: Calm\n", { line: 1, code: "SYNTAX", message: "not closed" }],
      [
        "YAML that is none",
        "---\nname: Calm\nkind: [TOPIC\n---\n",
        { line: 3, code: "SYNTAX", message: "not YAML" },
      ],
      [
        "a key twice",
        "---\nname: Calm\nkind: TOPIC\nname: Two\n---\n",
        { line: 4, code: "SYNTAX", message: "unique" },
      ],
      [
        "a list as front matter",
        "---\n- name\n---\n",
        { line: 2, code: "SYNTAX", message: "keys and values" },
      ],
      [
        "an unknown YAML tag",
        "---\nname: !x Calm\nkind: TOPIC\n---\n",
        { line: 2, code: "SYNTAX", message: "not YAML" },
      ],
      [
        "aliases",
        "---\nname: &a Calm\nkind: TOPIC\nsynonyms: [*a]\n---\n",
        { line: 2, code: "SYNTAX", message: "cannot be read" },
      ],
      [
        "an unknown key",
        "---\nname: Calm\nkind: TOPIC\ncolour: red\n---\n",
        { line: 4, field: "colour", code: "FIELD_INVALID", message: "name, kind, synonyms, parent" },
      ],
      [
        "a key that the file name gives",
        "---\nname: Calm\nkind: TOPIC\nslug: calm\n---\n",
        { line: 4, field: "slug", code: "FIELD_INVALID", message: "unknown key" },
      ],
      [
        "a missing key",
        "---\nname: Calm\n---\n",
        { line: 1, field: "kind", code: "FIELD_INVALID", message: "" },
      ],
      [
        "a value of the wrong type",
        "---\nname: 2020\nkind: TOPIC\n---\n",
        { line: 2, field: "name", code: "FIELD_INVALID", message: "expected string" },
      ],
      [
        "an empty value",
        "---\nkind: TOPIC\nname:\n---\n",
        { line: 3, field: "name", code: "FIELD_INVALID", message: "expected string" },
      ],
      [
        "a wrong item of a list",
        "---\nname: Calm\nkind: TOPIC\nsynonyms:\n  - quiet\n  - 7\n---\n",
        { line: 6, field: "synonyms.1", code: "FIELD_INVALID", message: "expected string" },
      ],
      [
        "a value that is none of the choices",
        "---\nname: Calm\nkind: TOPICS\n---\n",
        { line: 3, field: "kind", code: "FIELD_INVALID", message: "TREATMENT" },
      ],
      [
        "text where there is none",
        `${tagFile}\nText.\n`,
        { line: 5, code: "SYNTAX", message: "no text under" },
      ],
      [
        "a reference to nothing",
        "---\nname: Calm\nkind: TOPIC\nparent: gone\n---\n",
        { line: 4, field: "parent", code: "REFERENCE_MISSING", message: "no tag gone" },
      ],
    ])("with %s is named with its line", async (_what, file, { message, ...problem }) => {
      await put("tags/calm.md", file);
      expect(await listProblems()).toEqual([
        { ...problem, file: "tags/calm.md", message: expect.stringContaining(message) },
      ]);
    });

    test("in a block is named with the line of the block", async () => {
      await put(
        "posts/one.md",
        '---\ntitle: One\nstatus: DRAFT\n---\n\nText.\n\n:::contribution{expert="ada" kind="SHOUT" clinic="gone"}\nWords.\n:::\n\n::related{}\n',
      );
      expect(await listProblems()).toMatchObject([
        { line: 8, field: "blocks.1.contribution", code: "FIELD_INVALID" },
        { line: 12, field: "blocks.2", code: "FIELD_INVALID", message: "needs post, title or both" },
      ]);
      await put(
        "posts/one.md",
        '---\ntitle: One\nstatus: DRAFT\n---\n\nText.\n\n:::contribution{expert="ada" kind="QUOTE" clinic="gone"}\nWords.\n:::\n',
      );
      expect(await listProblems()).toMatchObject([
        { line: 8, field: "blocks.1.expert", code: "REFERENCE_MISSING" },
        { line: 8, field: "blocks.1.clinic", code: "REFERENCE_MISSING" },
      ]);
      await put("posts/one.md", "---\ntitle: One\nstatus: DRAFT\n---\n\nText.\n\n::relatd[x]\n");
      expect(await listProblems()).toMatchObject([{ line: 8, code: "SYNTAX" }]);
    });

    test("in what a post rests on is named with the line of the value", async () => {
      const frontMatter = [
        "title: One",
        "status: DRAFT",
        "medicalReview:",
        "  expert: gone",
        "  reviewedOn: 2025-06-01",
        "corrections:",
        "  - correctedOn: 2026-01-02",
        "    markdown: |-",
        "      Two lines,",
        "      no more.",
        "sources:",
        "  - title: One",
        "  - title: Two",
        "    url: javascript:alert(1)",
        "    doi: doi:10.1000/1",
      ];
      const write = (lines: readonly string[]) => put("posts/one.md", `---\n${lines.join("\n")}\n---\n`);
      await write(frontMatter);
      expect(await listProblems()).toMatchObject([
        {
          line: 16,
          field: "sources.1.doi",
          code: "FIELD_INVALID",
          message: expect.stringContaining("a DOI like"),
        },
        {
          line: 15,
          field: "sources.1.url",
          code: "FIELD_INVALID",
          message: "must be an http or https address",
        },
      ]);
      await write(frontMatter.slice(0, -2));
      expect(await listProblems()).toMatchObject([{ line: 5, field: "medicalReview.expert" }]);
      await put("experts/gone.md", "---\nname: Here After All\n---\n");
      expect(await listProblems()).toMatchObject([
        { line: 8, field: "corrections.0.correctedOn", message: expect.stringContaining("still to come") },
      ]);
    });

    test("does not keep the other files from being imported", async () => {
      await put("tags/bad.md", "nothing");
      await put("tags/calm.md", tagFile);
      const report = await run();
      expect(report.problemCount).toBe(1);
      expect(report.changed).toMatchObject([{ slug: "calm", change: "created" }]);
      expect(await database.source.query("SELECT slug FROM tag")).toEqual([{ slug: "calm" }]);
    });
  });

  describe("a file that is no content file", () => {
    test("is named, wherever it lies", async () => {
      await put("README.md", "x");
      await put("pages/one.md", "x");
      await put("tags/calm.txt", "x");
      await put("tags/Bad Name.md", tagFile);
      await put("tags/deep/calm.md", tagFile);
      await put("experts", "a file");
      expect(await listProblems()).toMatchObject([
        { file: "README.md", code: "SYNTAX" },
        { file: "pages", code: "SYNTAX" },
        { file: "tags/calm.txt", code: "SYNTAX", message: expect.stringContaining(".md") },
        { file: "tags/deep", code: "SYNTAX" },
        { file: "experts", code: "SYNTAX", message: "must be a folder" },
        { file: "tags/Bad Name.md", field: "slug", code: "FIELD_INVALID" },
      ]);
    });

    test("is named when it is not UTF-8, with the line", async () => {
      await put(
        "tags/calm.md",
        Buffer.concat([Buffer.from("---\nname: Calm\nkind: "), Buffer.from([0xe9, 0x0a])]),
      );
      expect(await listProblems()).toMatchObject([{ file: "tags/calm.md", line: 3, code: "NOT_TEXT" }]);
    });

    test("is named when it is too large, and not read", async () => {
      await put("tags/calm.md", Buffer.alloc(5 * 1024 * 1024 + 1, "x"));
      expect(await listProblems()).toMatchObject([{ file: "tags/calm.md", code: "TOO_LARGE" }]);
    });
  });

  describe("a symbolic link", () => {
    test("out of the folder is not followed", async () => {
      await put("tags/calm.md", tagFile);
      await writeFile(join(database.folder, "secret.md"), tagFile);
      await symlink(join(database.folder, "secret.md"), join(folder, "tags/secret.md"));
      await symlink("gone.md", join(folder, "tags/broken.md"));
      await symlink(database.folder, join(folder, "authors"));
      const problems = await listProblems();
      expect(problems.map(({ file }) => file)).toEqual(["tags/broken.md", "tags/secret.md", "authors"]);
      expect(problems[1]?.message).toContain("leads out of the folder");
    });

    test("within the folder is followed", async () => {
      await put(".data/calm.md", tagFile);
      await mkdir(join(folder, "tags"));
      await symlink("../.data/calm.md", join(folder, "tags/calm.md"));
      expect((await run()).changed).toMatchObject([{ slug: "calm" }]);
    });
  });

  test("a folder that does not exist, or is a file, is a problem", async () => {
    await put("file", "x");
    for (const name of ["gone", "file"]) {
      const { problems } = await importContent({
        database,
        open: (manager) => openPath(manager, join(folder, name), "markdown"),
        now: "2026-01-01T00:00:00.000Z",
      });
      expect(problems).toMatchObject([{ source: join(folder, name), code: "UNREADABLE" }]);
    }
  });
});
