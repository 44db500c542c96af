import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from "graphql";
import type { Database } from "../../src/database/database.js";
import { type Perspective, published } from "../../src/graph/perspective.js";
import { refuseLargeVariables } from "../../src/planner/input-size.js";
import { createRootReader, readByResponseKey } from "../../src/planner/object-exit.js";
import { findOperation } from "../../src/planner/parsed-operation.js";
import { Planner, type PreparedOperation } from "../../src/planner/planner.js";
import { ReadRequest } from "../../src/planner/read-request.js";
import { TextExit } from "../../src/planner/text-exit.js";

/** The clock of every test graph: what is published later is scheduled. */
export const testNow = "2025-01-01T00:00:00.000Z";

/** Where the pages of test graphs are. */
export const testSiteUrl = "https://site.example/health";

/** The cost limit of test graphs. */
export const maximumCost = 10_000;

type Variables = Readonly<Record<string, unknown>>;

/** Both ways by which a schema answers; plans are kept for as long as one parsed document is asked again. */
export interface Exits {
  /** What is wrong with a document; found once for each parsed document. */
  validate(document: DocumentNode): readonly GraphQLError[];
  /** The response as graphql-js gives it. */
  readObjects(document: string | DocumentNode, variables?: Variables): Promise<ExecutionResult>;
  /** The response as the database writes it; undefined where that exit does not serve the document. */
  readText(document: string | DocumentNode, variables?: Variables): Promise<string | undefined>;
  /** The plan of the document, whichever exit serves it. */
  plan(document: string | DocumentNode, variables?: Variables): PreparedOperation | undefined;
  /** Whether JavaScript makes some of the values, so that the object exit alone serves the document. */
  isDerived(document: string | DocumentNode, variables?: Variables): boolean;
  /** What the text exit makes of the document before it reads. */
  prepare(document: string | DocumentNode, variables?: Variables): PreparedOperation | undefined;
}

/** Opens both exits over a database, as a server does that has the limits of test graphs. */
export function openExits(
  schema: GraphQLSchema,
  database: Database,
  perspective: Perspective = published,
): Exits {
  const planner = new Planner(schema, database, { siteUrl: testSiteUrl, perspective: perspective.kind });
  const previewed = perspective.kind === "post" ? perspective.id : undefined;
  const read = createRootReader(planner, database.reader);
  const textExit = new TextExit(database.reader);
  const begin = () => new ReadRequest({ now: testNow, previewed, maximumCost });
  const faults = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  const check: Exits["validate"] = (document) => {
    const errors = faults.get(document) ?? validate(schema, document);
    faults.set(document, errors);
    return errors;
  };
  const plan: Exits["plan"] = (source, variables) => {
    const document = toDocument(source);
    const parsed = check(document).length === 0 ? findOperation(document) : undefined;
    return parsed && planner.prepare(parsed, { variables, now: testNow });
  };
  const prepare: Exits["prepare"] = (source, variables) => {
    const prepared = plan(source, variables);
    if (!prepared || isForObjects(prepared) || prepared.plan.cost > maximumCost) return undefined;
    return prepared;
  };

  return {
    validate: check,
    prepare,
    plan,
    isDerived: (source, variables) => plan(source, variables)?.plan.isDerived ?? false,
    async readText(source, variables) {
      const prepared = prepare(source, variables);
      return prepared && (await textExit.read(prepared, begin())).toString();
    },
    async readObjects(source, variableValues = {}) {
      const document = toDocument(source);
      const errors = check(document);
      if (errors.length > 0) return { errors };
      try {
        refuseLargeVariables(variableValues);
      } catch (error) {
        return { errors: [error as GraphQLError] };
      }
      const request = begin();
      return await execute({
        schema,
        document,
        variableValues,
        fieldResolver: readByResponseKey,
        contextValue: { read: (info: Parameters<typeof read>[0]) => read(info, request) },
      });
    },
  };
}

function isForObjects({ plan }: PreparedOperation): boolean {
  return plan.isPartial || plan.isDerived;
}

function toDocument(source: string | DocumentNode): DocumentNode {
  return typeof source === "string" ? parse(source) : source;
}
