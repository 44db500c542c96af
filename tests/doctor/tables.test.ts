import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { entities } from "../../src/content/nouns.js";
import { openDatabase } from "../../src/database/database.js";
import { diagnose } from "../../src/doctor/diagnose.js";
import { mostListed } from "../../src/doctor/findings.js";
import { importValues, tag } from "../support/content.js";
import { createDatabasePlace } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { keyOf, openSickGraph, partOf, type SickGraph } from "./sick-graph.js";

describeEachDatabase("the doctor finds of the tables", () => {
  let graph: SickGraph;
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  test("foreign keys that lead nowhere, of nodes, of what lies between them and of what has no id", async () => {
    await graph.breakForeignKeys(
      "UPDATE clinic SET region_row_id = 999 WHERE slug = 'harbor'",
      `UPDATE clinic_treatment SET tag_row_id = 998 WHERE clinic_row_id = ${keyOf("clinic", "harbor")}`,
      `UPDATE block SET link_row_id = 997 WHERE ${partOf("nap", 5)}`,
      "UPDATE tag SET parent_row_id = 996 WHERE slug = 'sleep'",
    );
    const [{ key: clinic }] = await graph.database.source.query("SELECT row_id AS key FROM clinic");
    const [{ key: block }] = await graph.database.source.query(
      "SELECT row_id AS key FROM block WHERE link_row_id = 997",
    );
    const findings = await graph.listFindings();
    expect(findings.filter((finding) => finding.startsWith("foreign keys"))).toEqual([
      "foreign keys | <tag sleep>: has parent_row_id 996, but there is no such row of tag",
      "foreign keys | <clinic harbor>: has region_row_id 999, but there is no such row of region",
      `foreign keys | block of row_id ${block}: has link_row_id 997, but there is no such row of link`,
      `foreign keys | clinic_treatment of clinic_row_id ${clinic} and tag_row_id 998: has tag_row_id 998, but there is no such row of tag`,
    ]);
  });

  test("one whose changes nobody counts", async () => {
    await graph.break("DELETE FROM revision WHERE table_name = 'post_tag'");
    expect(await graph.listFindings()).toEqual([
      "revisions | table post_tag: has no row in revision, so that caches do not hear of its changes",
    ]);
  });

  test("one that is gone, and looks no further", async () => {
    await graph.break("DROP TABLE post_body");
    expect(await graph.listFindings()).toEqual([
      "schema | database: The table post_body is missing or cannot be read.",
    ]);
  });

  test("a column that is gone, after what it found before", async () => {
    await graph.break(
      "UPDATE expert SET slug = 'Ben' WHERE slug = 'ben'",
      "ALTER TABLE tag DROP COLUMN synonyms",
    );
    expect(await graph.listFindings()).toEqual([
      expect.stringContaining("slugs | expert Ben: "),
      expect.stringMatching(/^schema \| database: cannot be read as this version expects it: .*synonyms/),
    ]);
  });

  test("no more than the first faults of a kind, and counts them all", async () => {
    const count = mostListed * 2 + 3;
    await importValues(
      graph.database,
      Array.from({ length: count - 2 }, (_, index) => tag(`tag-${index}`)),
    );
    await graph.break(
      "UPDATE tag SET name_key = 'x', synonyms = '{}'",
      "DELETE FROM change_log WHERE noun = 'tag'",
    );
    const { faults } = await diagnose(graph.database);
    const sizes = Object.fromEntries(
      faults.map((fault) => [fault.check, [fault.count, fault.findings.length]]),
    );
    // Entries after the missing ones follow the wrong one.
    expect(sizes).toEqual({
      "name keys": [count, mostListed],
      lists: [count, mostListed],
      "change log": [count + 1, mostListed],
    });
  });
});

describeEachDatabase("a database that is not migrated", (engine) => {
  test("is told from a consistent one", async () => {
    const place = await createDatabasePlace(engine);
    const database = await openDatabase({ url: place.url, entities });
    expect(await diagnose(database)).toEqual({
      counts: new Map(),
      faults: [
        {
          check: "schema",
          count: 1,
          findings: [
            {
              check: "schema",
              subject: "database",
              message: "The database has migrations that have not run yet.",
            },
          ],
        },
      ],
    });
    await database.close();
    await place.remove();
  });
});
