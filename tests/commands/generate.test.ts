import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { runCli, startCli } from "../support/cli.js";
import { createDatabasePlace } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("generated content", () => {
  test("is lines that an import takes without a problem", async () => {
    const { url, folder, remove } = await createDatabasePlace();
    const file = join(folder, "content.jsonl");
    const { code, stdout } = await runCli(["generate", "--posts", "20", "--seed", "3", "--out", file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect((await runCli(["generate", "--posts", "20", "--seed", "3"])).stdout).toBe(
      await readFile(file, "utf8"),
    );
    const imported = await runCli(["import", file], { DATABASE_URL: url });
    expect(imported.code).toBe(0);
    expect(imported.stdout).toContain(" 20 posts,");
    await remove();
  });
});

test.each([
  ["no number of posts", []],
  ["a word", ["--posts", "many"]],
  ["a negative number", ["--posts", "-1"]],
  ["a fraction", ["--posts", "1.5"]],
  ["too many posts", ["--posts", "1000001"]],
  ["a seed that is no number", ["--posts", "1", "--seed", "x"]],
])("generate refuses %s", async (_what, args) => {
  const { code, stdout, stderr } = await runCli(["generate", ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("--");
});

test("generate says why a file cannot be written", async () => {
  const { code, stderr } = await runCli([
    "generate",
    "--posts",
    "1",
    "--out",
    join(tmpdir(), "gone/x.jsonl"),
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain("there is no such folder");
});

test("generate stops when nobody reads on", async () => {
  const child = startCli(["generate", "--posts", "1000000"], {});
  child.stdout?.once("data", () => child.stdout?.destroy());
  const [code] = await once(child, "close");
  expect(code).toBe(0);
});
