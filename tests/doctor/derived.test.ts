import { afterEach, beforeEach, expect, test } from "@jest/globals";
import SqliteConnection from "better-sqlite3";
import { rebuildDerived } from "../../src/content/rebuild-derived.js";
import { writingTime } from "../support/content.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";
import { keyOf, openSickGraph, type SickGraph } from "./sick-graph.js";

let graph: SickGraph;

/** What is found, without the hint that each finding ends with; to follow that hint must leave nothing. */
async function listAndMend(): Promise<string[]> {
  const findings = await graph.listFindings();
  const hint = "; run `colloquy reindex`";
  expect(findings.filter((finding) => !finding.endsWith(hint))).toEqual([]);
  await rebuildDerived(graph.database, { now: writingTime, onRanking: () => undefined });
  expect(await graph.listFindings()).toEqual([]);
  return findings.map((finding) => finding.slice(0, -hint.length));
}

const documentOf = (noun: string, slug: string) =>
  `(SELECT row_id FROM search_document WHERE id = (SELECT id FROM ${noun} WHERE slug = '${slug}'))`;

describeEachDatabase("the doctor finds of the search", (engine) => {
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  test("nodes without a document", async () => {
    await graph.break(
      `DELETE FROM search_document WHERE post_row_id = ${keyOf("post", "nap")}`,
      `DELETE FROM search_document WHERE row_id = ${documentOf("tag", "calm")}`,
    );
    const lacking = ["<post nap>", "<contribution 1 of nap>", "<contribution 2 of nap>", "<tag calm>"];
    expect(await listAndMend()).toEqual(
      lacking.map((id) => `search documents | ${id}: has no document, so that no search finds it`),
    );
  });

  test("documents that are out of date", async () => {
    await graph.break(
      `UPDATE search_document SET name = 'Naps', visible_from = NULL WHERE row_id = ${documentOf("post", "nap")}`,
      "UPDATE region SET name = 'Texas, USA', name_key = 'texas usa' WHERE slug = 'texas'",
      "UPDATE expert SET title = 'Nurse' WHERE slug = 'ben'",
    );
    const outOfDate = Object.entries({
      "<post nap>": "name, visibleFrom",
      "<expert ben>": "summary",
      "<clinic harbor>": "summary",
    });
    const findings = outOfDate.map(
      ([id, columns]) => `search documents | ${id}: has a document that is out of date in ${columns}`,
    );
    // On SQLite a trigger has indexed the name already.
    const stale = "search index | <post nap>: is indexed with other words than its document has";
    expect(await listAndMend()).toEqual(engine === "SQLite" ? findings : [...findings, stale]);
  });

  test("documents of what is gone", async () => {
    await graph.break(
      `UPDATE search_document SET expert_row_id = NULL WHERE row_id = ${documentOf("expert", "ben")}`,
      `INSERT INTO search_document (id, noun, name, summary, body, keywords, post_row_id)
        VALUES ('contribution_00000000000000000000', 'CONTRIBUTION', '', '', '', '', ${keyOf("post", "nap")})`,
      `DELETE FROM search_document WHERE row_id = ${documentOf("tag", "sleep")}`,
    );
    await graph.breakForeignKeys(
      `INSERT INTO search_document (id, noun, name, summary, body, keywords, tag_row_id)
        VALUES ('tag_00000000000000000000', 'TAG', '', '', '', '', 999)`,
    );
    expect((await graph.listFindings()).filter((line) => line.startsWith("search documents"))).toEqual([
      expect.stringContaining("contribution_00000000000000000000: has a document, but is gone"),
      expect.stringContaining("<expert ben>: has no document"),
      expect.stringContaining("<expert ben>: has a document, but there is no such expert"),
      expect.stringContaining("<tag sleep>: has no document"),
      expect.stringContaining("tag_00000000000000000000: has a document, but there is no such tag"),
    ]);
    await rebuildDerived(graph.database, { now: writingTime, onRanking: () => undefined });
    expect(await graph.listFindings()).toEqual([]);
  });

  test("documents that are not in the index, and entries of none", async () => {
    const texts = "name, summary, body, keywords";
    if (engine === "SQLite") {
      await graph.break(
        `INSERT INTO search_index (search_index, rowid, ${texts}) SELECT 'delete', row_id, ${texts}
          FROM search_document WHERE row_id = ${documentOf("tag", "calm")}`,
        `INSERT INTO search_index (rowid, ${texts}) VALUES (999, 'calm', '', '', '')`,
      );
    } else {
      await graph.break(`DELETE FROM search_index WHERE row_id = ${documentOf("tag", "calm")}`);
      await graph.breakForeignKeys("INSERT INTO search_index VALUES (999, 'calm:1A')");
    }
    expect(await listAndMend()).toEqual([
      "search index | <tag calm>: has a document that is not in the index, so that no search finds it",
      "search index | entry 999: is of no document",
    ]);
  });
});

describeOn("SQLite", "the doctor finds of the search", () => {
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  test("an index that is damaged", async () => {
    const connection = new SqliteConnection(graph.database.url.slice("sqlite:".length));
    // Else SQLite keeps such tables from hands.
    connection.unsafeMode(true);
    connection.exec("DELETE FROM search_index_data WHERE id > 10");
    connection.close();
    expect(await listAndMend()).toEqual([expect.stringMatching(/^search index \| database: .*search_index/)]);
  });
});

describeEachDatabase("the doctor finds of related posts", () => {
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  const [nap, walks, plan] = ["nap", "walks", "plan"].map((slug) => keyOf("post", slug));
  const time = "'2024-01-01T00:00:00.000Z'";
  const put = (list: unknown, node: unknown, visibleFrom: string | null = time) =>
    `INSERT INTO related_post (post_row_id, node_row_id, score, reason_rows, visible_from)
      VALUES (${list}, ${node}, 1, '[]', ${visibleFrom})`;

  test("words that its text does not give", async () => {
    await graph.break(
      `DELETE FROM post_word WHERE post_row_id = ${walks}`,
      `UPDATE post_word SET word = 'dream' WHERE word = 'walk' AND post_row_id = ${nap}`,
      `UPDATE post_word SET visible_from = ${time} WHERE post_row_id = ${plan}`,
    );
    expect(await listAndMend()).toEqual([
      expect.stringMatching(
        /^related words \| post walks: is related by no words; its text gives title, walks/,
      ),
      expect.stringMatching(
        /^related words \| post nap: is related by dream, title .*; its text gives title, walk /,
      ),
      "related words | post plan: is related by plan, title (seen from 2024-01-01T00:00:00.000Z); its text gives plan, title (seen from null)",
    ]);
  });

  test("posts that are gone, or that no reader sees, in lists and with lists", async () => {
    await graph.break(
      put(nap, plan, "NULL"),
      put(plan, nap),
      put(nap, 999),
      put(998, nap),
      put(walks, walks),
      `UPDATE related_post SET visible_from = NULL WHERE post_row_id = ${walks} AND node_row_id = ${nap}`,
    );
    expect((await listAndMend()).sort()).toEqual([
      "related posts | list of row_id 998: is there, but no such post",
      "related posts | post nap: is related to the post plan, which no reader sees",
      "related posts | post nap: is related to the row_id 999, which no post has",
      "related posts | post plan: has a list of related posts, but no reader sees it",
      "related posts | post walks: is related to itself",
      "related posts | post walks: is related to the post nap with visible_from null; that post says 2024-01-01T00:00:00.000Z",
    ]);
  });

  test("a post twice in a list", async () => {
    await graph.break(put(nap, walks));
    expect(await listAndMend()).toEqual([
      "related posts | post nap: has 2 rows of 1 related posts; at most 100 are kept, each once",
    ]);
  });

  test("lists that are missing although there is something to relate", async () => {
    await graph.break("DELETE FROM related_post");
    expect(await listAndMend()).toEqual([
      "related posts | post walks: has no related posts, although it shares something with another one",
      "related posts | post nap: has no related posts, although it shares something with another one",
    ]);
  });
});

describeOn("SQLite", "the doctor finds of clinics", () => {
  beforeEach(async () => {
    graph = await openSickGraph();
    await graph.break(
      "UPDATE clinic SET latitude = 30.267153, longitude = -97.743057 WHERE slug = 'harbor'",
      "INSERT INTO clinic (row_id, id, slug, name, name_key) VALUES (50, 'clinic_50', 'nowhere', 'N', 'n')",
    );
  });
  afterEach(() => graph.close());

  const findPlaces = async () => {
    const findings = await graph.listFindings();
    return findings.filter((finding) => finding.startsWith("places"));
  };

  test("places where they do not lie, and places of none", async () => {
    expect(await findPlaces()).toEqual([]);
    await graph.break(
      "UPDATE clinic_place SET west = -98, south = 30 WHERE row_id < 50",
      "INSERT INTO clinic_place VALUES (50, 1, 1, 1, 1), (51, 2, 2, 2, 2)",
    );
    const hint = "run `colloquy reindex`";
    expect(await findPlaces()).toEqual([
      `places | clinic harbor: is looked for elsewhere than at its latitude and longitude; ${hint}`,
      `places | clinic nowhere: is looked for elsewhere than at its latitude and longitude; ${hint}`,
      `places | place 51: is of no clinic; ${hint}`,
    ]);
    await graph.break("DELETE FROM clinic_place");
    expect(await findPlaces()).toHaveLength(1);
    await rebuildDerived(graph.database, { now: writingTime, onRanking: () => undefined });
    expect(await findPlaces()).toEqual([]);
  });
});
