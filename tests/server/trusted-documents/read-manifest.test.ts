import { createHash } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { StartupError } from "../../../src/errors.js";
import { readManifest } from "../../../src/server/trusted-documents/read-manifest.js";
import { openTrustedDocuments } from "../../../src/server/trusted-documents/trusted-documents.js";
import { librarySchema } from "../support/library-schema.js";

const hashOf = (text: string, algorithm: string) => createHash(algorithm).update(text).digest("hex");

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "colloquy-"));
  path = join(folder, "documents.json");
});

afterEach(() => rm(folder, { recursive: true }));

async function faultOf(content: unknown): Promise<string> {
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  try {
    await readManifest(path, librarySchema);
  } catch (error) {
    if (error instanceof StartupError) return error.message;
    throw error;
  }
  throw new Error("The manifest was accepted.");
}

const text = "{ __typename }";

describe("a manifest of trusted documents", () => {
  test("has ids of any tool", async () => {
    const manifest = {
      [hashOf(text, "sha1")]: text,
      [hashOf(text, "sha256")]: text,
      [`sha256:${hashOf(text, "sha256")}`]: text,
      [`sha1:${hashOf(text, "sha1")}`]: text,
      [hashOf(text, "md5")]: text,
      "home-page.v2": text,
      "x-site:home": text,
    };
    await writeFile(path, JSON.stringify(manifest));
    expect(await readManifest(path, librarySchema)).toEqual(manifest);
  });

  test("tells of all that is wrong with it at once, under each id", async () => {
    const nested = `{ ${"a { ".repeat(60)}b${" }".repeat(60)} }`;
    const fault = await faultOf({
      [hashOf("another", "sha256")]: text,
      [hashOf("another", "sha1")]: text,
      "two words": text,
      syntax: "{ __typename",
      unfit: "{ nothing }",
      empty: "fragment F on Query { __typename }",
      subscription: "subscription { a }",
      nested,
    });
    expect(fault.split("\n")).toEqual([
      `The trusted documents of ${path} are not in order:`,
      `  ${hashOf("another", "sha256")}: the id must be the SHA256 of its document, ${hashOf(text, "sha256")}`,
      `  ${hashOf("another", "sha1")}: the id must be the SHA1 of its document, ${hashOf(text, "sha1")}`,
      "  two words: the id must be a digest such as sha256:…, or 1 to 200 letters, digits, -, ., _ and ~",
      "  syntax: Syntax Error: Expected Name, found <EOF>.",
      '  unfit: Cannot query field "nothing" on type "Query".',
      "  empty: The document has no operation.",
      "  subscription: The schema has no subscription type.",
      expect.stringMatching(/^ {2}nested: Selections are nested 61 deep; the maximum is 50\./),
      '  nested: Cannot query field "a" on type "Query".',
    ]);
  });

  test.each([
    ["no JSON", "{", "is not JSON"],
    ["a list", [], "must be an object of ids with the texts of documents"],
    ["documents that are no text", { a: 7 }, "a: "],
    ["documents without end", { a: "#".repeat(200_001) }, "a: has more than 200000 characters"],
    [
      "too many documents",
      Object.fromEntries(Array.from({ length: 10_001 }, (_, number) => [`a${number}`, ""])),
      "has more than 10000 documents",
    ],
    ["more tokens than are read", { a: `{ ${"a ".repeat(20_000)} }` }, "20000 tokens"],
    ["values without end", { a: `{ a(b: ${"[".repeat(15_000)}) }` }, "a: "],
  ])("is refused with %s", async (_what, content, says) => {
    expect(await faultOf(content)).toContain(says);
  });

  test("is refused when it is too large to be read", async () => {
    await writeFile(path, "{}");
    await truncate(path, 32 * 1024 ** 2 + 1);
    await expect(readManifest(path, librarySchema)).rejects.toThrow("at most 33554432 are read");
  });

  test("must be there unless trusted documents are off", async () => {
    const open = (mode: "only" | "off") => openTrustedDocuments({ mode, manifest: path }, librarySchema);
    await expect(open("only")).rejects.toThrow(
      `Cannot read the trusted documents of ${path}: there is no such file; \`colloquy documents add\` makes one.`,
    );
    expect((await open("off")).allows(text)).toBe(true);
  });
});
