import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isObjectType } from "graphql";
import sql, { type Sql } from "sql-template-tag";
import { createSchema } from "../../src/content/schema.js";
import { findNounRule } from "../../src/graph/plan-rules.js";
import { NounCatalog, type NounFacts } from "../../src/planner/noun-facts.js";
import { findColumn } from "../../src/planner/plan-fields.js";
import { findNodeType, listConnectionFields } from "../fuzz/connection-types.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import type { Engine } from "../support/engines.js";
import { query } from "../support/query.js";

const schema = await createSchema();

/** Rows of every index of a table: its name and one of its columns, in order; those of unique constraints among them. */
const indexColumns: Readonly<Record<Engine, (table: string) => Sql>> = {
  SQLite: (table) =>
    sql`SELECT list.name, info.name AS "column" FROM pragma_index_list(${table}) AS list,
      pragma_index_info(list.name) AS info ORDER BY list.name, info.seqno`,
  PostgreSQL: (table) =>
    sql`SELECT indexrelid::regclass::text AS name, attname AS "column" FROM pg_index
      CROSS JOIN LATERAL unnest(indkey) WITH ORDINALITY AS key (number, place)
      JOIN pg_attribute ON attrelid = indrelid AND attnum = key.number
      WHERE indrelid = CAST(${table} AS regclass) ORDER BY name, place`,
};

/** Columns that visibility fixes to one value: an index may begin with them. */
function listFixedColumns({ rule, metadata }: NounFacts): string[] {
  const fixed = (rule.visibleWhen ?? []).filter(({ is }) => is !== "PAST");
  return fixed.map(({ property }) => findColumn(metadata, property).databaseName);
}

const rootNouns = listConnectionFields(schema)
  .filter(({ parent }) => parent === schema.getQueryType())
  .flatMap(({ field }) => findNodeType(field) ?? [])
  .filter(isObjectType);

describeEachDatabase("indexes", (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(async () => {
    await database.close();
  });

  /** Columns of each index of a table. */
  async function listIndexes(table: string): Promise<string[][]> {
    const rows = await query<{ name: string; column: string }>(database, indexColumns[engine](table));
    const indexes = new Map<string, string[]>();
    for (const { name, column } of rows) indexes.set(name, [...(indexes.get(name) ?? []), column]);
    return [...indexes.values()];
  }

  test.each(rootNouns.map((type) => [type.name, type] as const))(
    "every column that a list of all %s nodes is filtered or ordered by leads an index",
    async (_, type) => {
      const noun = new NounCatalog(schema, database.source).getNoun(type);
      const fixed = listFixedColumns(noun);
      const leaders = (await listIndexes(noun.metadata.tableName)).map((columns) =>
        columns.find((column) => !fixed.includes(column)),
      );
      const rule = findNounRule(type);
      const filtered = [...(rule?.filters?.values() ?? [])].flatMap((filter) =>
        filter.kind === "column" ? [filter.path] : [],
      );
      const columns = [...filtered, ...(rule?.orders?.values() ?? [])].map(
        (path) => findColumn(noun.metadata, path).databaseName,
      );
      expect(columns.length).toBeGreaterThan(2);
      expect(columns.filter((column) => !leaders.includes(column))).toEqual([]);
    },
  );
});
