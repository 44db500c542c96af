import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse, print } from "graphql";
import { createSchema } from "../../src/content/schema.js";
import { readManifest } from "../../src/server/trusted-documents/read-manifest.js";
import { runMainToItsEnd } from "../support/built-server.js";
import { runCli } from "../support/cli.js";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

let folder: string;
let manifest: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "colloquy-"));
  manifest = join(folder, "documents.json");
});

afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const add = (...files: string[]) =>
  runCli(["documents", "add", ...files], { TRUSTED_DOCUMENTS_MANIFEST: manifest });

const readDocuments = async () => JSON.parse(await readFile(manifest, "utf8"));

const one = "# Tags.\nquery One { tags { nodes { ...Named } } }\n\nfragment Named on Tag { name }\n";

describe("documents add", () => {
  test("keeps a file of one operation as it is, and says its id", async () => {
    const outcome = await add(await put("one.graphql", one));
    expect(outcome).toEqual({
      code: 0,
      stderr: "",
      stdout: `added One sha256:${hashOf(one)}\n${manifest}: 1 added, 0 known.\n`,
    });
    expect(await readDocuments()).toEqual({ [hashOf(one)]: one });
    expect(await readdir(folder)).toEqual(["documents.json", "one.graphql"]);
  });

  test("changes nothing when it is run again", async () => {
    const file = await put("one.graphql", one);
    await add(file);
    const before = await readFile(manifest, "utf8");
    expect((await add(file)).stdout).toBe(
      `known One sha256:${hashOf(one)}\n${manifest}: 0 added, 1 known.\n`,
    );
    expect(await readFile(manifest, "utf8")).toBe(before);
  });

  test("makes a document of each operation, with the fragments of all files that it needs", async () => {
    const fragments = "fragment B on Tag { name ...C }  fragment C on Tag { slug }  fragment D on Tag { id }";
    const outcome = await add(
      await put("fragments.graphql", fragments),
      await put("two.graphql", "query A { tags { nodes { ...B } } }  query E { tags { totalCount } }"),
    );
    expect(outcome.code).toBe(0);
    const texts = [
      "query A { tags { nodes { ...B } } } fragment B on Tag { name ...C } fragment C on Tag { slug }",
    ];
    const expected = [...texts, "query E { tags { totalCount } }"].map((text) => print(parse(text)));
    expect(await readDocuments()).toEqual(Object.fromEntries(expected.map((text) => [hashOf(text), text])));
  });

  test("leaves what another tool has written, and a server can start with all of it", async () => {
    await writeFile(manifest, JSON.stringify({ page: "{ __typename }" }));
    await add(await put("one.graphql", one));
    const schema = await createSchema();
    expect(await readManifest(manifest, schema)).toEqual({ page: "{ __typename }", [hashOf(one)]: one });
  });

  test("registers the example operations", async () => {
    const examples = new URL("../../schema/operations/", import.meta.url);
    const files = (await readdir(examples)).map((file) => new URL(file, examples).pathname);
    expect((await add(...files)).stdout).toContain(`${files.length} added, 0 known.`);
    const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
    expect(new Set(Object.values(await readDocuments()))).toEqual(new Set(texts));
  });

  test.each([
    ["syntax", "query {", ":1:8: Syntax Error: Expected Name, found <EOF>."],
    [
      "a field that is none",
      "query A {\n  nothing\n}",
      ':2:3: Cannot query field "nothing" on type "Query".',
    ],
    ["a fragment that is nowhere", "{ tags { nodes { ...N } } }", ':1:21: Unknown fragment "N".'],
    [
      "a fragment that is there twice",
      `${one}fragment Named on Tag { id }`,
      ":5:1: There is another fragment Named",
    ],
    ["a mutation", "mutation { a }", ":1:1: The schema has no mutation type."],
    ["no operation", "fragment F on Tag { id }", "No operation is in "],
  ])("refuses %s, says where, and adds nothing", async (_what, text, fault) => {
    const good = await put("good.graphql", "{ tags { totalCount } }");
    const bad = await put("bad.graphql", text);
    const { code, stdout, stderr } = await (fault.startsWith("No") ? add(bad) : add(good, bad));
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(fault.startsWith("No") ? `${fault}${bad}.` : `${bad}${fault}`);
    expect(await readdir(folder)).toEqual(["bad.graphql", "good.graphql"]);
  });

  test("refuses a file that is not there, and a manifest that is none", async () => {
    const missing = await add(join(folder, "none.graphql"));
    expect([missing.code, missing.stderr]).toEqual([
      1,
      `Cannot read ${join(folder, "none.graphql")}: there is no such file or folder.\n`,
    ]);
    await writeFile(manifest, "[]");
    const outcome = await add(await put("one.graphql", one));
    expect([outcome.code, outcome.stderr]).toEqual([1, expect.stringContaining("must be an object of ids")]);
    expect(await readFile(manifest, "utf8")).toBe("[]");
  });

  test("needs a file, as `documents` needs a command", async () => {
    for (const args of [["documents"], ["documents", "add"], ["documents", "drop"]]) {
      expect((await runCli(args)).code).toBe(2);
    }
  });
});

test.each(["1", "2"])(
  "a server of %s processes does not start with a bad manifest, and says why",
  async (WORKERS) => {
    await writeFile(manifest, JSON.stringify({ page: "{ nothing }" }));
    const { code, stderr } = await runMainToItsEnd({
      DATABASE_URL: `sqlite:${join(folder, "a.sqlite")}`,
      SEEDS: "none",
      WORKERS,
      TRUSTED_DOCUMENTS: "prefer",
      TRUSTED_DOCUMENTS_MANIFEST: manifest,
    });
    expect([code, stderr]).toEqual([
      1,
      `The trusted documents of ${manifest} are not in order:\n  page: Cannot query field "nothing" on type "Query".\n`,
    ]);
  },
);
