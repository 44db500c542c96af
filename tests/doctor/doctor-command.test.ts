import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { renderDiagnosis } from "../../src/commands/render-diagnosis.js";
import { runCli } from "../support/cli.js";
import { createDatabasePlace, type TestDatabasePlace } from "../support/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";
import { openSickGraph, type SickGraph } from "./sick-graph.js";

describeEachDatabase("colloquy doctor", () => {
  let graph: SickGraph;
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  const runDoctor = () => runCli(["doctor"], { DATABASE_URL: graph.database.url });

  test("says that a graph is consistent, what is in it, and ends with 0", async () => {
    expect(await runDoctor()).toEqual({
      code: 0,
      stdout:
        "checked: 1 author, 1 clinic, 3 contributions, 1 correction, 2 experts, 5 links, 3 posts, 3 regions, 2 sources, 2 tags\n" +
        "The graph is consistent.\n",
      stderr: "",
    });
  });

  test("lists what is off, and ends with 1", async () => {
    await graph.break(
      "UPDATE expert SET slug = 'Ben' WHERE slug = 'ben'",
      "UPDATE author SET name_key = 'edward' WHERE slug = 'ed'",
    );
    const { code, stdout, stderr } = await runDoctor();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout.split("\n").slice(1)).toEqual([
      "slugs (1):",
      expect.stringMatching(
        /^ {2}expert Ben: is the slug of expert_.*: must be lower-case letters and digits/,
      ),
      "name keys (1):",
      "  author ed: has the key “edward”; that of its name “ed” is “ed”",
      "The graph is not consistent: 2 faults.",
      "",
    ]);
  });
});

describeOn("SQLite", "colloquy doctor without a database", () => {
  let place: TestDatabasePlace;
  beforeEach(async () => {
    place = await createDatabasePlace();
  });
  afterEach(() => place.remove());

  test("ends with 1, and makes none", async () => {
    const { code, stdout, stderr } = await runCli(["doctor"], { DATABASE_URL: place.url });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: `There is no database at ${place.url} to check; set DATABASE_URL.\n`,
    });
    expect(await readdir(place.folder)).toEqual([]);
  });
});

describe("a diagnosis", () => {
  test("with more faults than are listed says how many there are", () => {
    const finding = { check: "ids", subject: "tag calm", message: "has a wrong id" };
    const faults = [{ check: "ids", count: 1_000, findings: [finding] }];
    expect(renderDiagnosis({ counts: new Map(), faults })).toBe(
      "ids (1000):\n  tag calm: has a wrong id\n  and 999 more\nThe graph is not consistent: 1000 faults.",
    );
  });
});
