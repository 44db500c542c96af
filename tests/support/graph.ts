import { expect } from "@jest/globals";
import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import { createSchema } from "../../src/content/schema.js";
import type { Perspective } from "../../src/graph/perspective.js";
import { openTestDatabase, type TestDatabase } from "./database.js";
import { type Exits, openExits } from "./exits.js";
import { type NodeDraft, writeNodes } from "./write-nodes.js";

export { testNow } from "./exits.js";
export { type NodeDraft, writeNodes } from "./write-nodes.js";

/** The real schema over a real database with content of the test's own. */
export interface TestGraph extends Exits {
  database: TestDatabase;
  schema: GraphQLSchema;
  /** Runs a document by both exits, which must agree; `statements` are those that it took. */
  query: Query;
  /** The same for who sees more than is published. */
  queryAs(perspective: Perspective): Query;
  close(): Promise<void>;
}

export type Query = (
  document: string | DocumentNode,
  variables?: Record<string, unknown>,
) => Promise<QueryOutcome>;

export interface QueryOutcome {
  // biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is the document's, and what tests assert.
  data: any;
  errors: ExecutionResult["errors"];
  statements: string[];
}

/** Writes the nodes in their order and opens them to queries. */
export async function openTestGraph(nodes: readonly NodeDraft[] = []): Promise<TestGraph> {
  const database = await openTestDatabase();
  await writeNodes(database, nodes);
  const schema = await createSchema();
  const exits = openExits(schema, database);
  return {
    database,
    schema,
    ...exits,
    query: queryBoth(exits, database),
    queryAs: (perspective) => queryBoth(openExits(schema, database, perspective), database),
    close: () => database.close(),
  };
}

function queryBoth({ readText, readObjects }: Exits, { statements: seen }: TestDatabase): Query {
  return async (source, variables) => {
    const text = await readText(source, variables);
    seen.length = 0;
    const result = await readObjects(source, variables);
    const statements = [...seen];
    if (text !== undefined) expect(text).toBe(JSON.stringify(result));
    return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors: result.errors, statements };
  };
}
