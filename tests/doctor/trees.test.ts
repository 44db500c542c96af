import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { importValues, tag } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { keyOf, openSickGraph, type SickGraph } from "./sick-graph.js";

describeEachDatabase("the doctor finds in a tree", () => {
  let graph: SickGraph;
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  test("a region whose kind is not that of its depth", async () => {
    await graph.break(`UPDATE region SET parent_row_id = ${keyOf("region", "usa")} WHERE slug = 'austin'`);
    expect(await graph.listFindings()).toEqual([
      "region kinds | region austin: is a CITY in the COUNTRY usa; countries hold states, and states hold cities",
      "search documents | <clinic harbor>: has a document that is out of date in summary; run `colloquy reindex`",
    ]);
  });

  test("regions around each other", async () => {
    await graph.break(
      `UPDATE region SET kind = 'CITY', parent_row_id = ${keyOf("region", "austin")} WHERE slug = 'usa'`,
    );
    expect(await graph.listFindings()).toEqual([
      "region kinds | region usa: is a CITY in the CITY austin; countries hold states, and states hold cities",
      "region kinds | region texas: is a STATE in the CITY usa; countries hold states, and states hold cities",
      "circles | region usa: lies under itself: above it is austin, then texas, then usa",
    ]);
  });

  test("a tag above itself, once, whatever hangs below it", async () => {
    await graph.break(`UPDATE tag SET parent_row_id = ${keyOf("tag", "calm")} WHERE slug = 'calm'`);
    expect(await graph.listFindings()).toEqual(["circles | tag calm: lies under itself: above it is calm"]);
  });

  test("a long circle, of which it names the beginning", async () => {
    const chain = Array.from({ length: 15 }, (_, index) =>
      tag(`tag-${index}`, index === 0 ? {} : { parent: `tag-${index - 1}` }),
    );
    await importValues(graph.database, chain);
    await graph.break(`UPDATE tag SET parent_row_id = ${keyOf("tag", "tag-14")} WHERE slug = 'tag-0'`);
    expect(await graph.listFindings()).toEqual([
      `circles | tag tag-0: lies under itself: above it is ${[14, 13, 12, 11, 10, 9, 8, 7, 6]
        .map((index) => `tag-${index}`)
        .join(", then ")}, then 5 others, then tag-0`,
    ]);
  });
});
