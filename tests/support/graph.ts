import { expect } from "@jest/globals";
import { type ExecutionResult, type GraphQLSchema, graphql, parse, validate } from "graphql";
import { type NodeInput, nodeInput } from "../../src/content/node-input.js";
import { createSchema } from "../../src/content/schema.js";
import { writeNode } from "../../src/content/write-node.js";
import { createRootReader, readByResponseKey } from "../../src/planner/object-exit.js";
import { findOperation } from "../../src/planner/parsed-operation.js";
import { Planner, type PreparedOperation } from "../../src/planner/planner.js";
import { ReadRequest } from "../../src/planner/read-request.js";
import { TextExit } from "../../src/planner/text-exit.js";
import { beginWriting } from "../../src/writing/write-transaction.js";
import { openTestDatabase, type TestDatabase } from "./database.js";

/** The clock of every test graph: what is published later is scheduled. */
export const testNow = "2025-01-01T00:00:00.000Z";

/** A node as a test writes it down: defaults are filled in as an importer does. */
export type NodeDraft = Record<string, unknown> & { type: NodeInput["type"]; slug: string };

/** The real schema over a real database with content of the test's own. */
export interface TestGraph {
  database: TestDatabase;
  schema: GraphQLSchema;
  /** Runs a document by both exits, which must agree; `statements` are those that it took. */
  query(document: string, variables?: Record<string, unknown>): Promise<QueryOutcome>;
  /** The response as graphql-js gives it. */
  readObjects(document: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** The response as the database writes it; undefined where that exit does not serve the document. */
  readText(document: string, variables?: Record<string, unknown>): Promise<string | undefined>;
  /** What the text exit makes of the document before it reads. */
  prepare(document: string, variables?: Record<string, unknown>): PreparedOperation | undefined;
  close(): Promise<void>;
}

export interface QueryOutcome {
  // biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is the document's, and what tests assert.
  data: any;
  errors: ExecutionResult["errors"];
  statements: string[];
}

/** The cost limit of test graphs. */
const maximumCost = 10_000;

/** Writes the nodes in their order and opens them to queries. */
export async function openTestGraph(nodes: readonly NodeDraft[] = []): Promise<TestGraph> {
  const database = await openTestDatabase();
  await writeNodes(database, nodes);
  const schema = await createSchema();
  const planner = new Planner(schema, database);
  const read = createRootReader(planner, database.reader);
  const textExit = new TextExit(database.reader);
  const begin = () => new ReadRequest({ now: testNow, maximumCost });

  const readObjects: TestGraph["readObjects"] = async (source, variableValues = {}) => {
    const request = begin();
    return await graphql({
      schema,
      source,
      variableValues,
      fieldResolver: readByResponseKey,
      contextValue: { read: (info: Parameters<typeof read>[0]) => read(info, request) },
    });
  };
  const prepare: TestGraph["prepare"] = (source, variables) => {
    const document = parse(source);
    const parsed = validate(schema, document).length === 0 ? findOperation(document) : undefined;
    const prepared = parsed && planner.prepare(parsed, { variables, now: testNow });
    if (!prepared || prepared.plan.isPartial || prepared.plan.cost > maximumCost) return undefined;
    return prepared;
  };
  const readText: TestGraph["readText"] = async (source, variables) => {
    const prepared = prepare(source, variables);
    return prepared && (await textExit.read(prepared, begin())).toString();
  };

  return {
    database,
    schema,
    readObjects,
    readText,
    prepare,
    close: () => database.close(),
    async query(source, variables) {
      const text = await readText(source, variables);
      database.statements.length = 0;
      const result = await readObjects(source, variables);
      const statements = [...database.statements];
      if (text !== undefined) expect(text).toBe(JSON.stringify(result));
      return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors: result.errors, statements };
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
