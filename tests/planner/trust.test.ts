import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Planner } from "../../src/planner/planner.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { testSiteUrl } from "../support/exits.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";
import { graphOfTwoPosts } from "./graph-of-two-posts.js";

describeEachDatabase("what a post rests on", () => {
  let graph: TestGraph;

  const run = (statement: string) => graph.database.source.query(statement);

  beforeAll(async () => {
    graph = await openTestGraph(graphOfTwoPosts);
  });

  afterAll(() => graph.close());

  async function read(document: string, variables?: Record<string, unknown>) {
    const { data, errors, statements } = await graph.query(document, variables);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data;
  }

  const ofHidden = "(SELECT row_id FROM post WHERE slug IN ('draft', 'scheduled', 'archived'))";

  test("is read with it in one statement", async () => {
    const { post } = await read(`{ post(by: { slug: "first" }) {
      sources { totalCount nodes { position title authors publisher year doi url post { slug } } }
      corrections { nodes { position correctedOn body(format: TEXT) } }
      medicalReview { reviewer { name credentials clinicName } expert { slug } reviewedOn nextDue isOverdue }
    } }`);
    expect(post).toEqual({
      sources: {
        totalCount: 2,
        nodes: [
          {
            position: 1,
            title: 'On "sleep"',
            authors: ["A. Author", "B. Author"],
            publisher: null,
            year: null,
            doi: "10.1000/182",
            url: null,
            post: { slug: "first" },
          },
          expect.objectContaining({ position: 2, title: "Rest", authors: [], doi: null }),
        ],
      },
      corrections: { nodes: [{ position: 1, correctedOn: "2024-05-05", body: "It is right now." }] },
      medicalReview: {
        reviewer: { name: "Bo Lund", credentials: ["MD"], clinicName: null },
        expert: { slug: "bo-lund" },
        reviewedOn: "2024-01-01",
        nextDue: "2024-12-31",
        isOverdue: true,
      },
    });
  });

  test("is nothing where nobody wrote any of it", async () => {
    const { post } = await read(
      '{ post(by: { slug: "second" }) { sources { nodes { id } } corrections { totalCount } medicalReview { isOverdue } } }',
    );
    expect(post).toEqual({ sources: { nodes: [] }, corrections: { totalCount: 0 }, medicalReview: null });
  });

  test("names the posts that rely on one publication", async () => {
    const { posts } = await read(
      '{ posts(where: { sources: { some: { doi: { eq: "10.1000/182" } } } }) { totalCount nodes { slug } } }',
    );
    expect(posts).toEqual({
      totalCount: 1,
      nodes: [{ slug: "first" }],
    });
  });

  test.each(["source", "correction"])("of a hidden post is absent: a %s", async (table) => {
    const rows: { id: string; hidden: unknown }[] = await run(
      `SELECT id, CASE WHEN post_row_id IN ${ofHidden} THEN 1 ELSE 0 END AS hidden FROM ${table} ORDER BY id`,
    );
    const ids = rows.map(({ id }) => id);
    const { nodes } = await read("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(nodes).toEqual(rows.map(({ id, hidden }) => (Number(hidden) === 1 ? null : { id })));
    expect(nodes.filter((node: unknown) => node === null)).toHaveLength((rows.length / 4) * 3);
  });

  describe("a review that is due again", () => {
    const isOverdue = async () =>
      (await read('{ post(by: { slug: "first" }) { medicalReview { isOverdue } } }')).post.medicalReview
        .isOverdue;

    const review = (nextDue: string | null, overdueFrom: string | null) => {
      const quote = (text: string | null) => (text === null ? "NULL" : `'${text}'`);
      return run(`UPDATE medical_review SET next_due = ${quote(nextDue)}, overdue_from = ${quote(overdueFrom)}
        WHERE post_row_id = (SELECT row_id FROM post WHERE slug = 'first')`);
    };

    // The clock of test graphs stands at the first instant of 2025.
    test.each([
      { nextDue: "2024-12-31", overdueFrom: "2025-01-01T00:00:00.000Z", expected: true },
      { nextDue: "2025-01-01", overdueFrom: "2025-01-02T00:00:00.000Z", expected: false },
      { nextDue: null, overdueFrom: null, expected: false },
    ])("by $nextDue is overdue once that day is over: $expected", async ({ expected, ...due }) => {
      await review(due.nextDue, due.overdueFrom);
      expect(await isOverdue()).toBe(expected);
    });

    test("is one of the times at which answers change without a write", () => {
      const { timedRows } = new Planner(graph.schema, graph.database, { siteUrl: testSiteUrl });
      expect(timedRows).toContainEqual({ table: "medical_review", column: "overdue_from" });
      const appearing = timedRows.find(({ table }) => table === "post");
      expect(appearing?.dependents).toEqual(
        expect.arrayContaining(["contribution", "correction", "medical_review", "source"]),
      );
    });
  });
});
