import { type GraphQLSchema, parse } from "graphql";
import { migrateDatabase, openDatabase, scratchDatabaseUrl } from "../database/database.js";
import type { Dialect } from "../database/dialects/dialect.js";
import { invariant } from "../errors.js";
import { defaultSiteUrl } from "../graph/address-field.js";
import { formatStatement } from "../planner/format-statement.js";
import { findOperation } from "../planner/parsed-operation.js";
import { Planner } from "../planner/planner.js";
import { entities } from "./nouns.js";

/** A place in time for plans that nobody runs. */
const now = "2025-01-01T00:00:00.000Z";

/**
 * The SQL by which an engine answers each of the documents with the defaults of their variables: one statement per
 * root field.
 *
 * It depends on schema, entities and dialect alone, so that for every engine an empty database in memory will do.
 */
export async function renderStatements(
  schema: GraphQLSchema,
  documents: readonly string[],
  dialect: Dialect,
): Promise<string[]> {
  const database = await openDatabase({ url: scratchDatabaseUrl, entities });
  try {
    await migrateDatabase(database);
    const planner = new Planner(schema, { source: database.source, dialect }, { siteUrl: defaultSiteUrl });
    return documents.map((document) => renderDocument(planner, document));
  } finally {
    await database.close();
  }
}

function renderDocument(planner: Planner, document: string): string {
  const parsed = findOperation(parse(document));
  const prepared = parsed && planner.prepare(parsed, { variables: {}, now });
  invariant(prepared, "an example can be planned with the defaults of its variables");
  return prepared.plan.statements.map(({ key, text }) => `-- ${key}\n${formatStatement(text)};\n`).join("\n");
}
