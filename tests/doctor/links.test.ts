import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { keyOf, openSickGraph, partOf, type SickGraph } from "./sick-graph.js";

const linkOf = (slug: string, position: number) => partOf(slug, position, "source_row_id");

describeEachDatabase("the doctor finds a link", () => {
  let graph: SickGraph;
  beforeEach(async () => {
    graph = await openSickGraph();
  });
  afterEach(() => graph.close());

  test("that names the slug of a post and leads nowhere, or to another one", async () => {
    await graph.break(
      `UPDATE link SET post_row_id = NULL WHERE ${linkOf("nap", 1)}`,
      `UPDATE link SET post_row_id = ${keyOf("post", "plan")} WHERE ${linkOf("nap", 5)}`,
    );
    expect(await graph.listFindings()).toEqual([
      "link targets | <link 1 of nap>: of the post nap names the slug walks, which a post has, but leads to none",
      "link targets | <link 5 of nap>: of the post nap names the slug walks, which a post has, but leads to the post plan",
    ]);
  });

  test("that names a slug which no post has and leads to one", async () => {
    await graph.break(`UPDATE link SET post_row_id = ${keyOf("post", "plan")} WHERE ${linkOf("nap", 3)}`);
    expect(await graph.listFindings()).toEqual([
      "link targets | <link 3 of nap>: of the post nap names the slug beds, which no post has, but leads to the post plan",
    ]);
  });

  test("by title that leads nowhere although a post has the title, or to a post of another title", async () => {
    await graph.break(
      `UPDATE link SET post_row_id = NULL WHERE ${linkOf("nap", 2)}`,
      `UPDATE link SET post_row_id = ${keyOf("post", "plan")} WHERE ${linkOf("nap", 4)}`,
    );
    expect(await graph.listFindings()).toEqual([
      "link targets | <link 2 of nap>: of the post nap has only the title “title of walks”, which the post walks has, but leads to none",
      "link targets | <link 4 of nap>: of the post nap has only the title “beds”, which no post has, but leads to the post plan",
    ]);
  });

  test("by a title that two posts have, so that it does not say which is meant", async () => {
    await graph.break(
      "UPDATE post SET title = 'Title of walks', title_key = 'title of walks' WHERE slug = 'plan'",
    );
    expect(await graph.listFindings()).toEqual([
      "link targets | <link 2 of nap>: of the post nap has only the title “title of walks”, which the post plan has, but leads to the post walks",
      "related words | post plan: is related by plan, title (seen from null); its text gives title, walks (seen from null); run `colloquy reindex`",
    ]);
  });
});
