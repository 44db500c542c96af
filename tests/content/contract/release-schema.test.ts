import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { releaseSchema } from "../../../src/content/release-schema.js";

let path: string;
let folder: URL;

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "colloquy-"));
  folder = pathToFileURL(`${path}/`);
  await mkdir(join(path, "releases"));
  await writeFile(join(path, "schema.graphql"), "type Query { a: Int }\n");
  await writeFile(join(path, "CHANGES.md"), "# Changes\n\n## Unreleased\n\nA word.\n\n## 0.1.0\n");
});

afterEach(() => rm(path, { recursive: true }));

test("a release keeps the schema, and what has changed goes under its version", async () => {
  await releaseSchema(folder, "0.2.0");
  expect(await readFile(join(path, "releases/0.2.0.graphql"), "utf8")).toBe("type Query { a: Int }\n");
  expect(await readFile(join(path, "CHANGES.md"), "utf8")).toBe(
    "# Changes\n\n## Unreleased\n\n## 0.2.0\n\nA word.\n\n## 0.1.0\n",
  );
});

test("a version is released once", async () => {
  await releaseSchema(folder, "0.2.0");
  const before = await readFile(join(path, "CHANGES.md"), "utf8");
  await expect(releaseSchema(folder, "0.2.0")).rejects.toThrow(
    "schema/releases/0.2.0.graphql is there: the schema of 0.2.0 was released. Raise the version in package.json first.",
  );
  expect(await readFile(join(path, "CHANGES.md"), "utf8")).toBe(before);
});
