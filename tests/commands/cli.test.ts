import { once } from "node:events";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { runCli, startCli } from "../support/cli.js";
import { post, tag } from "../support/content.js";
import { createDatabasePlace, type TestDatabasePlace } from "../support/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";

let place: TestDatabasePlace;
let folder: string;

let environment: NodeJS.ProcessEnv;

beforeEach(async () => {
  place = await createDatabasePlace();
  folder = place.folder;
  environment = { DATABASE_URL: place.url };
});

afterEach(() => place.remove());

const run = (...args: string[]) => runCli(args, environment);

async function put(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

const toLines = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join("\n");

describeEachDatabase("cli", (engine) => {
  const goodFile = "---\nname: Calm\nkind: TOPIC\n---\n";

  const article = [
    "Quiet Rooms And Why They Help, Two Nurses Say",
    "Quiet Rooms And Why They Help, Two Nurses Say",
    "A quiet room is the cheapest thing a clinic can offer.",
    "Ada Lark, RN – Harbor Clinic",
    "“Close the door, and wait.”",
  ].join("\n\n");

  test("migrate says what it ran, and that there is nothing more to run", async () => {
    expect(await run("migrate")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ran Initial\d+\n/),
    });
    expect(await run("migrate")).toEqual({ code: 0, stdout: "The schema is up to date.\n", stderr: "" });
  });

  describe("import", () => {
    test("guesses formats, reports each path and ends with 0", async () => {
      await put("content/tags/calm.md", goodFile);
      const lines = await put(
        "more.jsonl",
        toLines([tag("sleep"), post("one", { tags: ["sleep", "calm"] })]),
      );
      const text = await put("quiet.txt", article);
      const { code, stdout } = await run("import", join(folder, "content"), lines, text);
      expect(code).toBe(0);
      expect(stdout).toContain(`${join(folder, "content")} (markdown)\n  created: 1 tag\n`);
      expect(stdout).toContain(`${lines} (jsonl)\n  created: 1 tag, 1 post\n`);
      expect(stdout).toContain(`${text} (article)\n  created: 1 clinic, 1 expert, 1 post, 1 contribution\n`);
      expect(stdout.endsWith("  Written.\n")).toBe(true);
    });

    test("with problems prints them, writes the rest and ends with 1", async () => {
      const path = await put(
        "content.jsonl",
        toLines([tag("calm"), tag("bad", { kind: "X" }), tag("lost", { parent: "gone" })]),
      );
      const { code, stdout } = await run("import", path);
      expect(code).toBe(1);
      expect(stdout).toContain("problems (2):");
      expect(stdout).toMatch(/content\.jsonl:2: kind: .* \[FIELD_INVALID\]/);
      expect(stdout).toMatch(/content\.jsonl:3: parent: .* \[REFERENCE_MISSING\]/);
      expect(stdout).toContain("Everything without a problem was written.");
      expect((await run("import", path)).stdout).toContain("unchanged: 1 tag");
    });

    test("of a file that is no article ends with 1 and writes nothing", async () => {
      const path = await put("log.txt", "a\nb\nc\n");
      const { code, stdout } = await run("import", path);
      expect(code).toBe(1);
      expect(stdout).toContain("Refused: nothing was written.");
      expect((await run("export", join(folder, "out"))).stdout).toContain("0 files");
    });

    test("as a dry run prints the same report but for its last line", async () => {
      await put("content/tags/quiet.md", "---\nname: Quiet rooms\nkind: TOPIC\n---\n");
      await run("import", join(folder, "content"));
      const path = await put("quiet.txt", article);
      const dry = await run("import", path, "--dry-run");
      expect(dry.code).toBe(0);
      const real = await run("import", path);
      expect(dry.stdout).toBe(real.stdout.replace("Written.", "Dry run: nothing was written."));
      expect(real.stdout).toContain("tagged (1):\n    quiet (in the title");
    });

    test("of a path that does not exist ends with 1", async () => {
      const { code, stdout } = await run("import", join(folder, "gone"));
      expect(code).toBe(1);
      expect(stdout).toContain("no such file");
    });
  });

  describe("export", () => {
    test("writes files that an import takes for unchanged", async () => {
      const path = await put("content.jsonl", toLines([tag("calm"), post("one", { tags: ["calm"] })]));
      await run("import", path);
      const out = join(folder, "deep/out");
      expect(await run("export", out)).toEqual({ code: 0, stdout: `${out}: 2 files written.\n`, stderr: "" });
      expect((await readdir(out)).sort()).toEqual(["posts", "tags"]);
      expect((await run("import", out)).stdout).toContain("unchanged: 1 tag, 1 post");
    });

    test("into a folder that holds something ends with 1", async () => {
      await run("migrate");
      await put("out/note.txt", "mine");
      const { code, stderr } = await run("export", join(folder, "out"));
      expect(code).toBe(1);
      expect(stderr).toContain("not empty");
      expect(await readdir(join(folder, "out"))).toEqual(["note.txt"]);
    });
  });

  describe("a failure", () => {
    test("of the database ends with 1 and the reason alone", async () => {
      await writeFile(
        join(folder, "test.sqlite"),
        "this is no database, but a text of some length".repeat(100),
      );
      if (engine === "PostgreSQL") environment = { DATABASE_URL: `${place.url}_missing` };
      const { code, stderr } = await run("migrate");
      expect(code).toBe(1);
      expect(stderr).toContain(engine === "SQLite" ? "not an SQLite database" : "there is no such database");
      expect(stderr).not.toContain("only-for-tests");
      expect(stderr).not.toContain("    at ");
    });
  });

  describe("a database that is not there", () => {
    const database = () => readdir(folder).then((names) => names.filter((name) => name.includes("sqlite")));

    test("is not created by a dry run", async () => {
      const path = await put("article.txt", article);
      const { code, stdout } = await run("import", "--dry-run", path);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringContaining("created: 1 clinic, 1 expert, 1 post"),
      });
      expect(await database()).toEqual([]);
    });

    test("is not exported as if it were empty", async () => {
      if (engine === "PostgreSQL") environment = { DATABASE_URL: `${place.url}_missing` };
      const { code, stderr } = await run("export", join(folder, "out"));
      expect(code).toBe(1);
      expect(stderr).toMatch(/There is no database at sqlite:|there is no such database/);
      expect(await database()).toEqual([]);
    });
  });

  test("two imports at the same time wait for each other", async () => {
    await run("migrate");
    const posts = (name: string) => Array.from({ length: 400 }, (_, index) => post(`${name}-${index}`));
    const first = await put("first.jsonl", toLines(posts("first")));
    const second = await put("second.jsonl", toLines(posts("second")));
    const outcomes = await Promise.all([run("import", first), run("import", second)]);
    expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: expect.not.stringContaining("another program") },
      { code: 0, stderr: expect.not.stringContaining("another program") },
    ]);
  });
});

describeOn("SQLite", "cli, whatever the engine:", () => {
  test("the built program can be run by its file, as npx does", async () => {
    const { mode } = await stat(new URL("../../dist/cli.js", import.meta.url));
    expect(mode & 0o111).toBe(0o111);
  });

  describe("usage", () => {
    test.each([
      ["no command", []],
      ["an unknown command", ["publish"]],
      ["import without a path", ["import"]],
      ["a format that does not exist", ["import", "x", "--format", "wordpress"]],
      ["an unknown option", ["import", "x", "--force"]],
      ["export without a folder", ["export"]],
      ["export with two folders", ["export", "a", "b"]],
    ])("of %s is wrong", async (_what, args) => {
      const { code, stdout, stderr } = await run(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).not.toBe("");
    });

    test("of a file whose name does not tell its format is wrong", async () => {
      const path = await put("content.doc", "x");
      const { code, stderr } = await run("import", path);
      expect(code).toBe(2);
      expect(stderr).toContain("--format");
    });

    test("is printed when asked for", async () => {
      const { code, stdout } = await run("--help");
      expect(code).toBe(0);
      for (const command of ["serve", "migrate", "import", "export"]) expect(stdout).toContain(command);
    });
  });

  describe("import", () => {
    test("shows its progress in lines where there is no terminal", async () => {
      const path = await put(
        "many.jsonl",
        toLines(Array.from({ length: 10_500 }, (_, index) => tag(`tag-${index}`))),
      );
      const { stderr } = await run("import", path);
      expect(stderr).toBe(`${path}: 10000\n`);
    });

    test("goes on to its end when nobody reads the report", async () => {
      const path = await put(
        "many.jsonl",
        toLines(Array.from({ length: 2_000 }, (_, index) => tag(`tag-${index}`))),
      );
      const child = startCli(["import", path], environment);
      child.stdout?.destroy();
      child.stderr?.destroy();
      const [code] = await once(child, "close");
      expect(code).toBe(0);
      expect((await run("import", path)).stdout).toContain("unchanged: 2000 tags");
    });
  });

  describe("a failure", () => {
    test.each([["migrate"], ["export", "out"], ["import", "x.jsonl"], ["serve"]])(
      "of the environment ends %s with 1 and the reason alone",
      async (...args) => {
        const { code, stderr } = await runCli(args, { DATABASE_URL: "oracle:x" });
        expect(code).toBe(1);
        expect(stderr).toMatch(/^The environment has wrong values:\n {2}DATABASE_URL /);
        expect(stderr).not.toContain("    at ");
      },
    );
  });
});
