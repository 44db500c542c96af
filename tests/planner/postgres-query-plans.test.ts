import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { createSchema } from "../../src/content/schema.js";
import { toConnectionOptions } from "../../src/database/dialects/postgres-connection.js";
import { generateContent } from "../../src/generating/generate-content.js";
import { RequestInputs } from "../../src/planner/plan-inputs.js";
import { importValues } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeOn } from "../support/describe-each-database.js";
import { type Exits, openExits, testNow } from "../support/exits.js";
import { testIndexReading } from "./index-reading.js";

/** A node of `EXPLAIN (FORMAT JSON)`. */
interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: PlanNode[];
}

const schema = await createSchema();

/** A node and all below it. */
function listNodes(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(listNodes)];
}

/**
 * Steps whose work grows with the content, whatever the page's size, for want of an index.
 *
 * Few rows are read sooner as a whole, and PostgreSQL knows how few a test has; so it is asked to read and sort
 * nothing as a whole, which it does all the same where there is no other way.
 */
function listGrowingSteps(root: PlanNode): string[] {
  const scans = listNodes(root).filter((node) => node["Node Type"] === "Seq Scan");
  const sorts = listNodes(root)
    .filter((node) => node["Node Type"] === "Limit")
    .flatMap((limit) => limit.Plans ?? [])
    // An incremental sort looks at no more rows than have the same first key.
    .filter((node) => node["Node Type"] === "Sort" && readsTable(node));
  return [...scans, ...sorts].map((node) => `${node["Node Type"]} ${node["Relation Name"] ?? ""}`.trim());
}

/** Rows that hang on one row, found by its key, or that lie in a window are few and may be sorted. */
function readsTable(node: PlanNode): boolean {
  return listNodes(node).some(
    (below) => below["Relation Name"] !== undefined && below["Index Cond"] === undefined,
  );
}

describeOn("PostgreSQL", "query plans", () => {
  let database: TestDatabase;
  let client: pg.Client;
  let exits: Exits;

  beforeAll(async () => {
    database = await openTestDatabase();
    const report = await importValues(database, [...generateContent({ posts: 300, seed: 1 })], {
      now: testNow,
    });
    expect(report.problems).toEqual([]);
    exits = openExits(schema, database);
    const options = toConnectionOptions(database.url);
    client = new pg.Client({
      ...options,
      options: `${options.options} -c enable_seqscan=off -c enable_sort=off -c enable_hashjoin=off -c enable_mergejoin=off`,
    });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.close();
  });

  async function explain(text: string, values: readonly unknown[] = []): Promise<PlanNode> {
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
    return rows[0]["QUERY PLAN"][0].Plan;
  }

  async function explainDocument(
    document: string,
    variables: Record<string, unknown> = {},
  ): Promise<PlanNode[]> {
    const prepared = exits.plan(document, variables);
    if (!prepared) throw new Error("The document cannot be planned.");
    return await Promise.all(
      prepared.plan.statements.map((statement) =>
        explain(statement.text, statement.bind(new RequestInputs(prepared.variables, { now: testNow }))),
      ),
    );
  }

  const findGrowingSteps = async (document: string, variables?: Record<string, unknown>) =>
    (await explainDocument(document, variables)).flatMap(listGrowingSteps);

  testIndexReading({ schema, exits: () => exits, findGrowingSteps });

  test.each([
    ['SELECT * FROM "post" AS "t1" WHERE excerpt = \'x\'', "Seq Scan post"],
    ['SELECT * FROM "tag" AS "t1" ORDER BY "t1"."synonyms" LIMIT 5', "Sort"],
  ])("a statement that reads a whole table is told apart: %s", async (text, step) => {
    expect(listGrowingSteps(await explain(text))).toContainEqual(step);
  });

  test.each(["some", "none"])(
    "a filter for %s is looked for among what hangs on each row, along the order",
    async (quantifier) => {
      await database.dialect.gatherStatistics(database.source);
      const filter = `{ experts: { ${quantifier}: { slug: { eq: "x" } } } }`;
      const document = `{ posts(where: { or: [${filter}, { slug: { eq: "y" } }] }) { nodes { id } } }`;
      const prepared = exits.prepare(document);
      const [statement] = prepared?.plan.statements ?? [];
      if (!prepared || !statement) throw new Error("The text exit does not serve it.");
      const values = statement.bind(new RequestInputs(prepared.variables, { now: testNow }));
      const lines = await database.reader.explain(statement.text, values);
      expect(lines.join("\n")).toContain("using post_newest");
      expect(lines.join("\n")).not.toMatch(/Hash|Sort|Bitmap/);
      const place = lines.findIndex((line) => /Scan .*on contribution/.test(line));
      expect(lines[place + 1]).toMatch(/Index Cond: \(post_row_id = \w+\.row_id\)/);
    },
  );

  test.each([
    ['where: { title: { eq: "x" } }', "post_title_order"],
    ['where: { title: { startsWith: "x" } }', "post_title_order"],
    ["orderBy: [{ field: TITLE, direction: ASC }]", "post_title_order"],
    ["", "post_newest"],
  ])("posts(%s) are read along an index, as the program asks", async (argument, index) => {
    await database.dialect.gatherStatistics(database.source);
    const prepared = exits.prepare(`{ posts(first: 5${argument && `, ${argument}`}) { nodes { id } } }`);
    const [statement] = prepared?.plan.statements ?? [];
    if (!prepared || !statement) throw new Error("The text exit does not serve it.");
    const values = statement.bind(new RequestInputs(prepared.variables, { now: testNow }));
    expect((await database.reader.explain(statement.text, values)).join("\n")).toContain(index);
  });
});
