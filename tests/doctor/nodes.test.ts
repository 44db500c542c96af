import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { reindexHint } from "../../src/doctor/reindex-hint.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openSickGraph, type SickGraph } from "./sick-graph.js";

const otherId = "clinic_00000000000000000000";

describeEachDatabase("the doctor finds in a node", () => {
  let graph: SickGraph;
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  test("an id of another noun, which the change log does not know either", async () => {
    await graph.break(`UPDATE tag SET id = '${otherId}' WHERE slug = 'sleep'`);
    expect(await graph.listFindings()).toEqual([
      `ids | tag sleep: has the id ${otherId}; it must be tag_ and 20 digits or lower-case letters`,
      `change log | tag sleep: is there, but no entry says that ${otherId} was CREATED`,
      "change log | entry 5: is the last of <tag sleep> and says CREATED, but there is no such tag",
      `search documents | ${otherId}: has no document, so that no search finds it; ${reindexHint}`,
      `search documents | <tag sleep>: has a document, but is gone; ${reindexHint}`,
    ]);
  });

  test("an id that is none", async () => {
    await graph.break(
      "UPDATE tag SET id = 'tag_Sleep' WHERE slug = 'sleep'",
      "UPDATE change_log SET node_id = 'tag_Sleep' WHERE sequence = 5",
    );
    expect(await graph.listFindings()).toEqual([
      "ids | tag sleep: has the id tag_Sleep; it must be tag_ and 20 digits or lower-case letters",
      "change log | entry 5: names tag_Sleep, which is no id of the noun tag",
      "search documents | tag_Sleep: has no document, so that no search finds it; run `colloquy reindex`",
      "search documents | <tag sleep>: has a document, but is gone; run `colloquy reindex`",
    ]);
  });

  test("a synonym that two tags claim, and one that is another tag's name", async () => {
    await graph.break(
      `UPDATE tag SET synonyms = '["Rest","Calm"]' WHERE slug = 'sleep'`,
      `UPDATE tag SET synonyms = '["REST"]' WHERE slug = 'calm'`,
    );
    const findings = (await graph.listFindings()).filter((finding) => finding.startsWith("synonyms"));
    expect(findings).toEqual([
      "synonyms | tag calm: has the synonym “REST”, which is a synonym of the tag sleep too",
      "synonyms | tag sleep: has the synonym “Rest”, which is a synonym of the tag calm too",
      "synonyms | tag sleep: has the synonym “Calm”, which is the name of the tag calm too",
    ]);
  });

  test("a slug that no import accepts", async () => {
    await graph.break("UPDATE expert SET slug = 'Ben_' WHERE slug = 'ben'");
    expect(await graph.listFindings()).toEqual([
      "slugs | expert Ben_: is the slug of <expert ben>: must be lower-case letters and digits joined by single hyphens",
    ]);
  });

  test("a former slug that its node has today, and one of a node that never was", async () => {
    await graph.break(
      `INSERT INTO former_slug (noun, slug, node_id) SELECT 'expert', 'ben', id FROM expert WHERE slug = 'ben'`,
      `INSERT INTO former_slug (noun, slug, node_id) SELECT 'expert', 'benno', id FROM expert WHERE slug = 'ben'`,
      `INSERT INTO former_slug (noun, slug, node_id) VALUES ('clinic', 'port', '${otherId}')`,
    );
    expect(await graph.listFindings()).toEqual([
      `former slugs | clinic port: is said to be a former slug of ${otherId}, which never was`,
      "former slugs | expert ben: is said to be a former slug of <expert ben>, which has it today",
    ]);
  });

  test("a key that is not that of its name, title or link", async () => {
    await graph.break(
      "UPDATE clinic SET name = 'Höfn Harbor' WHERE slug = 'harbor'",
      "UPDATE post SET title_key = 'plans' WHERE slug = 'plan'",
      "UPDATE link SET title = 'Resting' WHERE title = 'rest'",
    );
    expect(await graph.listFindings()).toEqual([
      "name keys | clinic harbor: has the key “harbor”; that of its name “Höfn Harbor” is “hofn harbor”",
      "name keys | <link 3 of nap>: has the key “rest”; that of its title “Resting” is “resting”",
      "name keys | post plan: has the key “plans”; that of its title “Title of plan” is “title of plan”",
      "links in order | post nap: link 3 (<link 3 of nap>) is the hyperlink “Resting” to beds, where the hyperlink “rest” to beds is",
      "search documents | <expert ada>: has a document that is out of date in summary; run `colloquy reindex`",
      "search documents | <clinic harbor>: has a document that is out of date in name; run `colloquy reindex`",
    ]);
  });

  test("a list that is no JSON, of something else, or written otherwise", async () => {
    await graph.break(
      "UPDATE expert SET credentials = 'MD, MPH' WHERE slug = 'ada'",
      "UPDATE tag SET synonyms = '[1]' WHERE slug = 'calm'",
      "UPDATE tag SET synonyms = '[ ]' WHERE slug = 'sleep'",
      `UPDATE contribution SET attribution_credentials = 'null' WHERE attribution_name = 'ben'`,
    );
    expect(await graph.listFindings()).toEqual([
      "lists | <contribution 2 of nap>: attribution.credentials is null; it must be a JSON array of strings",
      "lists | expert ada: credentials is MD, MPH; it must be a JSON array of strings",
      "lists | tag calm: synonyms is [1]; it must be a JSON array of strings",
      "lists | tag sleep: synonyms is [ ]; it must be written as [], for answers take it as it is",
    ]);
  });

  test("an instant that does not sort as text", async () => {
    await graph.break(
      "UPDATE post SET updated_at = '2024-01-01 00:00' WHERE slug = 'walks'",
      "UPDATE post SET updated_at = NULL WHERE slug = 'nap'",
    );
    expect(await graph.listFindings()).toEqual([
      "instants | post walks: updatedAt is 2024-01-01 00:00; it must be an instant like 2024-01-31T00:00:00.000Z",
    ]);
  });

  test("a biography that is not what its Markdown says", async () => {
    await graph.break(
      "UPDATE expert SET bio_html = '<p>Ada listens.</p>' WHERE slug = 'ada'",
      "UPDATE expert SET bio_text = 'Ben.' WHERE slug = 'ben'",
      "UPDATE author SET bio_html = NULL WHERE slug = 'ed'",
    );
    expect(await graph.listFindings()).toEqual([
      "rendered prose | author ed: bio: its html is missing; write it again by an import",
      'rendered prose | expert ada: bio: its html has "listens.</p>" at character 8 where this version renders "<em>listens</em>.</p>"; write it again by an import',
      "rendered prose | expert ben: bio: it has text but no Markdown; write it again by an import",
      "search documents | <expert ben>: has a document that is out of date in body; run `colloquy reindex`",
    ]);
  });
});
