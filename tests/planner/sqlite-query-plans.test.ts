import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createSchema } from "../../src/content/schema.js";
import { generateContent } from "../../src/generating/generate-content.js";
import { RequestInputs } from "../../src/planner/plan-inputs.js";
import { importValues } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { type Exits, openExits, testNow } from "../support/exits.js";
import { testIndexReading } from "./index-reading.js";

let database: TestDatabase;
let exits: Exits;
let tables: string[];

const schema = await createSchema();

beforeAll(async () => {
  database = await openTestDatabase();
  const report = await importValues(database, [...generateContent({ posts: 300, seed: 1 })], {
    now: testNow,
  });
  expect(report.problems).toEqual([]);
  exits = openExits(schema, database);
  const rows: { name: string }[] = await database.source.query(
    "SELECT name FROM sqlite_master WHERE type = 'table'",
  );
  tables = rows.map(({ name }) => name);
});

afterAll(async () => {
  await database.close();
});

interface Step {
  id: number;
  parent: number;
  detail: string;
}

async function explain(text: string, values: readonly unknown[]): Promise<Step[]> {
  return await database.source.query(`EXPLAIN QUERY PLAN ${text}`, [...values]);
}

/**
 * Steps of a plan whose work grows with the content, whatever the page's size.
 *
 * SEARCH reads a range of an index or one row; what it is given by comes from the request or the row around it.
 * A SCAN of keys, of a list that the request brings or of another derived table is as long as a page. A SCAN of a
 * table is all of it, unless it walks an index in the order that the page is cut in, with nothing left to sort
 * and no condition that could pass over rows: then LIMIT ends it. The plans are those of a database without
 * statistics, which nothing in this program gathers: they do not change as content grows.
 */
function listGrowingSteps(text: string, steps: readonly Step[]): string[] {
  return steps
    .filter(({ detail, parent }) => {
      if (detail.includes("AUTOMATIC")) return true;
      // An R*Tree that is given bounds reads what lies in them.
      if (/^SCAN \S+ VIRTUAL TABLE INDEX 2:\w/.test(detail)) return false;
      // FTS5 that is given a query reads what matches it.
      if (/^SCAN \S+ VIRTUAL TABLE INDEX \d+:=?M/.test(detail)) return false;
      const [, alias = "", index] = /^SCAN (\S+)( USING (?:COVERING )?INDEX \S+)?/.exec(detail) ?? [];
      const table = new RegExp(`"(\\w+)" AS "${alias}"`).exec(text)?.[1];
      if (alias === "" || !(tables.includes(alias) || (table && tables.includes(table)))) return false;
      const isSorted = steps.some((step) => step.parent === parent && step.detail.includes("TEMP B-TREE"));
      const isCut = new RegExp(`AS "${alias}" WHERE TRUE ORDER BY [^()]* LIMIT \\d+`).test(text);
      return index === undefined || isSorted || !isCut;
    })
    .map(({ detail }) => detail);
}

async function findGrowingSteps(
  document: string,
  variables: Record<string, unknown> = {},
): Promise<string[]> {
  const prepared = exits.plan(document, variables);
  if (!prepared) throw new Error("The text exit does not serve it.");
  const found: string[] = [];
  for (const statement of prepared.plan.statements) {
    const values = statement.bind(new RequestInputs(prepared.variables, { now: testNow }));
    found.push(...listGrowingSteps(statement.text, await explain(statement.text, values)));
  }
  return found;
}

testIndexReading({ schema, exits: () => exits, findGrowingSteps });

test.each([
  ['SELECT * FROM "post" AS "t1"', "SCAN t1"],
  ['SELECT * FROM "post" AS "t1" WHERE excerpt = 1', "SCAN t1"],
  ["SELECT * FROM post WHERE excerpt = 1", "SCAN post"],
  ['SELECT * FROM "clinic_place" AS "t1"', "SCAN t1 VIRTUAL TABLE"],
  ['SELECT count(*) FROM "tag" AS "t1" WHERE TRUE', "SCAN t1 USING COVERING INDEX"],
  ['SELECT * FROM "tag" AS "t1" WHERE TRUE ORDER BY "t1"."synonyms" LIMIT ?', "SCAN t1"],
  ['SELECT * FROM "tag" AS "t1" WHERE name = 1 ORDER BY "t1"."name_key" LIMIT ?', "SCAN t1 USING INDEX"],
])("a statement that reads a whole table is told apart: %s", async (text, step) => {
  const values = text.includes("?") ? [1] : [];
  expect(listGrowingSteps(text, await explain(text, values))).toEqual([expect.stringContaining(step)]);
});

test.each(["some", "none"])(
  "a filter for %s is looked for among what hangs on each row",
  async (quantifier) => {
    const filter = `{ experts: { ${quantifier}: { slug: { eq: "x" } } } }`;
    const order = "[{ field: TITLE, direction: ASC }]";
    const prepared = exits.prepare(`{ posts(where: ${filter}, orderBy: ${order}) { nodes { id } } }`);
    const [statement] = prepared?.plan.statements ?? [];
    if (!prepared || !statement) throw new Error("The text exit does not serve it.");
    const steps = await explain(
      statement.text,
      statement.bind(new RequestInputs(prepared.variables, { now: testNow })),
    );
    const byId = new Map(steps.map((step) => [step.id, step]));
    const isPerRow = (step: Step | undefined): boolean =>
      step !== undefined && (step.detail.startsWith("CORRELATED") || isPerRow(byId.get(step.parent)));
    const contributions = steps.filter((step) => isPerRow(step) && step.detail.includes("contribution"));
    expect(contributions.length).toBeGreaterThan(0);
    for (const { detail } of contributions) expect(detail).toContain("(post_row_id=?)");
  },
);

test.each([
  ['where: { title: { eq: "x" } }', "post_title_order (title_key=?)"],
  ['where: { title: { startsWith: "x" } }', "post_title_order (title_key>? AND title_key<?)"],
  ["orderBy: [{ field: TITLE, direction: ASC }]", "post_title_order"],
  ["orderBy: [{ field: TITLE, direction: DESC }]", "post_title_order"],
  [
    'where: { publishedAt: { gte: "2024-01-01T00:00:00Z" } }, orderBy: [{ field: TITLE, direction: ASC }]',
    "post_newest (status=? AND published_at>? AND published_at<?)",
  ],
  ["", "post_newest (status=? AND published_at<?)"],
])("posts(%s) are read along %s", async (argument, index) => {
  const prepared = exits.prepare(`{ posts(first: 5${argument && `, ${argument}`}) { nodes { id } } }`);
  const [statement] = prepared?.plan.statements ?? [];
  if (!prepared || !statement) throw new Error("The text exit does not serve it.");
  const steps = await explain(
    statement.text,
    statement.bind(new RequestInputs(prepared.variables, { now: testNow })),
  );
  expect(steps.map(({ detail }) => detail).join("\n")).toContain(`INDEX ${index}`);
});

test("posts are counted along what may be seen, whatever their order", async () => {
  const prepared = exits.prepare("{ posts(orderBy: [{ field: TITLE, direction: ASC }]) { totalCount } }");
  const [statement] = prepared?.plan.statements ?? [];
  if (!prepared || !statement) throw new Error("The text exit does not serve it.");
  const steps = await explain(
    statement.text,
    statement.bind(new RequestInputs(prepared.variables, { now: testNow })),
  );
  expect(steps.map(({ detail }) => detail).join("\n")).toContain("COVERING INDEX post_newest");
});
