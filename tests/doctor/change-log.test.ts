import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openSickGraph, type SickGraph } from "./sick-graph.js";

describeEachDatabase("the doctor finds in the change log", () => {
  let graph: SickGraph;
  let last: number;
  beforeEach(async () => {
    graph = await openSickGraph();
    [{ last }] = await graph.database.source.query("SELECT max(sequence) AS last FROM change_log");
  });
  afterEach(() => graph.close());

  /** Appends entries about the tag calm, or about an id that no node has. */
  const append = (...entries: { kind: string; noun?: string; id?: string; at?: string }[]) =>
    graph.break(
      ...entries.map(
        ({ kind, noun = "tag", id, at = "2026-01-01T00:00:00.000Z" }, index) =>
          `INSERT INTO change_log (sequence, at, noun, node_id, kind) VALUES (${last + 1 + index}, '${at}', '${noun}',
            ${id === undefined ? "(SELECT id FROM tag WHERE slug = 'calm')" : `'${id}'`}, '${kind}')`,
      ),
    );

  test("gaps", async () => {
    await graph.break(
      "UPDATE tag SET id = 'tag_00000000000000000000' WHERE slug = 'sleep'",
      "DELETE FROM change_log WHERE sequence IN (1, 5)",
      `INSERT INTO change_log (sequence, at, noun, node_id, kind)
        SELECT ${last + 1}, at, noun, (SELECT id FROM tag WHERE slug = 'sleep'), kind FROM change_log WHERE sequence = 4`,
    );
    expect(await graph.listFindings()).toEqual([
      "change log | entry 2: comes after 0; it must be 1",
      "change log | entry 6: comes after 4; it must be 5",
      "change log | region usa: is there, but no entry says that <region usa> was CREATED",
      "search documents | tag_00000000000000000000: has no document, so that no search finds it; run `colloquy reindex`",
      "search documents | <tag sleep>: has a document, but is gone; run `colloquy reindex`",
    ]);
  });

  test("nouns, ids and instants that are none", async () => {
    await append(
      { kind: "CREATED", noun: "note", id: "note_00000000000000000000" },
      { kind: "UPDATED", noun: "clinic" },
      { kind: "UPDATED", at: "yesterday" },
    );
    expect(await graph.listFindings()).toEqual([
      `change log | entry ${last + 1}: names the noun note, which is none; nouns are author, clinic, contribution, correction, expert, link, post, region, source, tag`,
      `change log | entry ${last + 2}: names <tag calm>, which is no id of the noun clinic`,
      `change log | entry ${last + 3}: is of yesterday; it must be an instant like 2024-01-31T00:00:00.000Z`,
    ]);
  });

  test("a node that is created twice", async () => {
    await append({ kind: "CREATED" });
    expect(await graph.listFindings()).toEqual([
      `change log | entry ${last + 1}: says CREATED of <tag calm>, of which the entry before says CREATED`,
    ]);
  });

  test("a deleted node that is there, and nothing wrong when it was created again", async () => {
    await append({ kind: "DELETED" });
    expect(await graph.listFindings()).toEqual([
      "change log | tag calm: is there, but the last entry of <tag calm> says DELETED",
    ]);
    last += 1;
    await append({ kind: "CREATED" });
    expect(await graph.listFindings()).toEqual([]);
  });

  test("changes of what was not there", async () => {
    const id = "tag_00000000000000000000";
    await append({ kind: "UPDATED", id }, { kind: "DELETED", id }, { kind: "DELETED", id });
    expect(await graph.listFindings()).toEqual([
      `change log | entry ${last + 1}: says UPDATED of ${id}, of which no entry before says CREATED`,
      `change log | entry ${last + 3}: says DELETED of ${id}, of which the entry before says DELETED`,
    ]);
  });

  test("nodes that are gone", async () => {
    await graph.break("DELETE FROM author");
    expect(await graph.listFindings()).toEqual([
      "change log | entry 9: is the last of <author ed> and says CREATED, but there is no such author",
    ]);
  });

  test("nodes that nobody recorded, of each noun", async () => {
    await graph.break("DELETE FROM change_log");
    const findings = await graph.listFindings();
    const count = async (table: string) =>
      Number((await graph.database.source.query(`SELECT count(*) AS count FROM ${table}`))[0].count);
    let nodes = 0;
    const tables = [
      "author",
      "clinic",
      "contribution",
      "correction",
      "expert",
      "link",
      "post",
      "region",
      "source",
    ];
    for (const table of [...tables, "tag"]) {
      nodes += await count(table);
    }
    expect(findings).toHaveLength(nodes);
    expect(findings).toContain(
      "change log | tag calm: is there, but no entry says that <tag calm> was CREATED",
    );
    expect(findings).toContain(
      "change log | <link 1 of nap>: is there, but no entry says that <link 1 of nap> was CREATED",
    );
  });
});
