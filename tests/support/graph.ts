import { type ExecutionResult, graphql } from "graphql";
import { type NodeInput, nodeInput } from "../../src/content/node-input.js";
import { createSchema } from "../../src/content/schema.js";
import { writeNode } from "../../src/content/write-node.js";
import { createRootReader, readByResponseKey } from "../../src/planner/reader.js";
import { beginWriting } from "../../src/writing/write-transaction.js";
import { openTestDatabase, type TestDatabase } from "./database.js";

/** The clock of every test graph: what is published later is scheduled. */
export const testNow = "2025-01-01T00:00:00.000Z";

/** A node as a test writes it down: defaults are filled in as an importer does. */
export type NodeDraft = Record<string, unknown> & { type: NodeInput["type"]; slug: string };

/** The real schema over a real database with content of the test's own. */
export interface TestGraph {
  database: TestDatabase;
  /** Runs a document; `statements` are those that it took. */
  query(document: string, variables?: Record<string, unknown>): Promise<QueryOutcome>;
  close(): Promise<void>;
}

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
  const read = createRootReader(schema, database);
  return {
    database,
    close: () => database.close(),
    async query(source, variableValues = {}) {
      database.statements.length = 0;
      const request = { now: testNow, cost: 0 };
      const { data, errors } = await graphql({
        schema,
        source,
        variableValues,
        fieldResolver: readByResponseKey,
        contextValue: { read: (info: Parameters<typeof read>[0]) => read(info, request) },
      });
      return { data: JSON.parse(JSON.stringify(data ?? null)), errors, statements: [...database.statements] };
    },
  };
}

/** Writes nodes whose references come before them, in one transaction. */
export async function writeNodes(database: TestDatabase, nodes: readonly NodeDraft[]): Promise<void> {
  await database.source.transaction(async (manager) => {
    const transaction = beginWriting(manager, testNow);
    for (const node of nodes) {
      const result = await writeNode(transaction, nodeInput.parse(node));
      if (!("written" in result)) throw new Error(`${node.type} ${node.slug}: ${JSON.stringify(result)}`);
    }
  });
}
