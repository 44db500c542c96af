import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { keyOf, openSickGraph, partOf, type SickGraph } from "./sick-graph.js";

describeEachDatabase("the doctor finds in a post", () => {
  let graph: SickGraph;
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  test("gaps in the positions of its parts", async () => {
    await graph.break(
      `UPDATE block SET position = 9 WHERE ${partOf("nap", 6)}`,
      `UPDATE contribution SET position = 3 WHERE ${partOf("nap", 2)}`,
      `UPDATE link SET position = 7 WHERE ${partOf("nap", 5, "source_row_id")}`,
      `UPDATE source SET position = 4 WHERE ${partOf("nap", 2)}`,
      `UPDATE correction SET position = 2 WHERE ${partOf("nap", 1)}`,
    );
    expect(await graph.listFindings()).toEqual([
      "positions | post nap: has 6 blocks, but one has position 9; positions are 1 to 6",
      "positions | post nap: has 2 contributions, but one has position 3; positions are 1 to 2",
      "positions | post nap: has 5 links, but one has position 7; positions are 1 to 5",
      "positions | post nap: has 2 sources, but one has position 4; positions are 1 to 2",
      "positions | post nap: has 1 corrections, but one has position 2; positions are 1 to 1",
    ]);
  });

  test("a correction whose day or words are not what they should be", async () => {
    await graph.break(
      "UPDATE correction SET corrected_on = '2024-02-30'",
      "UPDATE correction SET body_html = '<p>Not ten.</p>'",
    );
    expect(await graph.listFindings()).toEqual([
      "days | <correction 1 of nap>: correctedOn is 2024-02-30; it must be a day of the calendar like 2024-01-31",
      'rendered prose | post nap: correction 1: its html has "ten.</p>" at character 8 where this version renders "<em>ten</em>.</p>"; write it again by an import',
    ]);
  });

  test("a review that is overdue at another time than its day says, and a reviewer who cannot be read", async () => {
    await graph.break(
      "UPDATE medical_review SET overdue_from = '2025-03-06T00:00:00.000Z', reviewer_credentials = '[ ]'",
    );
    expect(await graph.listFindings()).toEqual([
      "medical reviews | post nap: overdueFrom is 2025-03-06T00:00:00.000Z; by nextDue (2025-03-04) it must be 2025-03-05T00:00:00.000Z",
      "medical reviews | post nap: reviewer.credentials is [ ]; it must be a JSON array of strings without blanks between them",
    ]);
    await graph.break("UPDATE medical_review SET reviewed_on = '2024-13-01', reviewer_credentials = '[]'");
    expect(await graph.listFindings()).toEqual([
      "medical reviews | post nap: reviewedOn is 2024-13-01; it must be a day of the calendar like 2024-01-31",
    ]);
  });

  test("contributions in another order than their blocks", async () => {
    await graph.break(
      `UPDATE contribution SET position = 9 WHERE ${partOf("nap", 1)}`,
      `UPDATE contribution SET position = 1 WHERE ${partOf("nap", 2)}`,
      `UPDATE contribution SET position = 2 WHERE ${partOf("nap", 9)}`,
    );
    expect(await graph.listFindings()).toEqual([
      "blocks | post nap: block 2 must show <contribution 2 of nap>, which is contribution 1",
      "search documents | <post nap>: has a document that is out of date in keywords; run `colloquy reindex`",
    ]);
  });

  test("a contribution without a block", async () => {
    await graph.break(`DELETE FROM block WHERE post_row_id = ${keyOf("post", "plan")}`);
    expect(await graph.listFindings()).toEqual([
      "blocks | post plan: shows 0 contributions in its blocks, but it has 1",
      expect.stringMatching(
        /^whole posts \| post plan: its markdown has ".*" at character 1 where its blocks give its end/,
      ),
      expect.stringContaining("whole posts | post plan: its html has"),
      expect.stringContaining("whole posts | post plan: its text has"),
    ]);
  });

  test("a block that shows a contribution of another post", async () => {
    const foreign = `(SELECT row_id FROM contribution WHERE ${partOf("plan", 1)})`;
    await graph.break(`UPDATE block SET contribution_row_id = ${foreign} WHERE ${partOf("nap", 2)}`);
    expect(await graph.listFindings()).toEqual([
      "blocks | post nap: block 2 must show <contribution 1 of nap>, which is contribution 1",
    ]);
  });

  test("links that its prose and its related lines do not make", async () => {
    await graph.break(`UPDATE link SET title = 'a stroll', title_key = 'a stroll' WHERE title = 'a walk'`);
    expect(await graph.listFindings()).toEqual([
      "links in order | post nap: link 1 (<link 1 of nap>) is the hyperlink “a stroll” to walks, where the hyperlink “a walk” to walks is",
    ]);
  });

  test("related lines in another order than their links", async () => {
    await graph.break(
      `UPDATE link SET position = 9 WHERE ${partOf("nap", 4, "source_row_id")}`,
      `UPDATE link SET position = 4 WHERE ${partOf("nap", 5, "source_row_id")}`,
      `UPDATE link SET position = 5 WHERE ${partOf("nap", 9, "source_row_id")}`,
    );
    expect(await graph.listFindings()).toEqual([
      "links in order | post nap: link 4 (<link 5 of nap>) is the related line “Title of walks”, where another related line is",
    ]);
  });

  test("a link that is gone", async () => {
    await graph.break("DELETE FROM link WHERE title = 'rest'");
    expect(await graph.listFindings()).toEqual([
      "positions | post nap: has 4 links, but one has position 5; positions are 1 to 4",
      "change log | entry 16: is the last of <link 3 of nap> and says CREATED, but there is no such link",
      "links in order | post nap: makes 5 links by related lines and hyperlinks, but it has 4",
    ]);
  });

  test("prose that this version renders otherwise, each piece by itself", async () => {
    await graph.break(
      `UPDATE block SET body_html = '<p>Take a walk.</p>' WHERE ${partOf("nap", 1)}`,
      `UPDATE contribution SET body_text = 'Sleep' WHERE ${partOf("nap", 1)}`,
      `UPDATE block SET body_text = NULL WHERE ${partOf("nap", 1)}`,
    );
    expect(await graph.listFindings()).toEqual([
      'rendered prose | post nap: block 1: its html has "a walk.</p>" at character 9 where this version renders "<a href=\\"/posts/walks\\">a walk<"; write it again by an import',
      "rendered prose | post nap: block 1: its text is missing; write it again by an import",
      'rendered prose | post nap: contribution 1: its text has its end at character 6 where this version renders " well."; write it again by an import',
      "search documents | <post nap>: has a document that is out of date in body; run `colloquy reindex`",
      "search documents | <contribution 1 of nap>: has a document that is out of date in body; run `colloquy reindex`",
      "related words | post nap: is related by title, walk (seen from 2024-01-01T00:00:00.000Z); its text gives title (seen from 2024-01-01T00:00:00.000Z); run `colloquy reindex`",
    ]);
  });

  test("a whole that its blocks do not give, or none", async () => {
    await graph.break(
      "DELETE FROM post_body WHERE post_row_id = (SELECT row_id FROM post WHERE slug = 'walks')",
      `UPDATE post_body SET text = 'Take a nap.' WHERE post_row_id = ${keyOf("post", "nap")}`,
      `UPDATE contribution SET attribution_name = 'Eve' WHERE ${partOf("plan", 1)}`,
    );
    expect(await graph.listFindings()).toEqual([
      "whole posts | post walks: has no whole in post_body; write it again by an import",
      expect.stringMatching(
        /^whole posts \| post nap: its text has "nap\." at character 8 where its blocks give "walk\.\\n\\nada/,
      ),
      expect.stringContaining(
        'whole posts | post plan: its markdown has "ada, MD, MPH – harbor\\n\\n> Soon." at character 5 where its blocks give "Eve, MD',
      ),
      expect.stringContaining("whole posts | post plan: its html"),
      expect.stringContaining("whole posts | post plan: its text"),
    ]);
  });

  test("copies of since when it is seen that say something else", async () => {
    await graph.break(
      `UPDATE contribution SET visible_from = NULL WHERE ${partOf("nap", 2)}`,
      `UPDATE link SET visible_from = '2025-01-01T00:00:00.000Z' WHERE ${partOf("nap", 1, "source_row_id")}`,
      `UPDATE post_tag SET visible_from = '2024-01-01T00:00:00.000Z' WHERE post_row_id = ${keyOf("post", "plan")}`,
    );
    expect(await graph.listFindings()).toEqual([
      "visible from | <contribution 2 of nap>: of the post nap has visible_from null; the post says 2024-01-01T00:00:00.000Z",
      "visible from | <link 1 of nap>: of the post nap has visible_from 2025-01-01T00:00:00.000Z; the post says 2024-01-01T00:00:00.000Z",
      "visible from | tag calm: of the post plan has visible_from 2024-01-01T00:00:00.000Z; the post says null",
    ]);
  });
});
