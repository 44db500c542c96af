import sql, { join, raw, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import type { Connection } from "./connection-context.js";
import { openMembers } from "./emit-members.js";
import { emitRows, emitTypeName } from "./emit-row.js";
import { emitVisibility } from "./emit-visibility.js";
import { emitJoins, emitWay } from "./emit-way.js";
import { emitCondition } from "./emit-where.js";
import type { ConnectionPartPlan, FacetPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** JSON text of the facets of a connection: its rows are found once, and counted by each facet. */
export function emitFacets(
  connection: Connection,
  { fields }: Extract<ConnectionPartPlan, { kind: "facets" }>,
): Sql {
  const { context, plan } = connection;
  const hits = identifier(context.nextAlias());
  const members = openMembers({ ...connection, plan: { ...plan, order: [] } });
  const { row } = members;
  const keys = listKeyColumns(row.metadata).map((name) => identifier(row.alias, name));
  const entries = fields.map(({ key, value }) => ({
    key,
    value: value.kind === "typeName" ? emitTypeName(value) : emitFacet(context, value, { hits, row }),
  }));
  const where = members.conditions.length === 0 ? raw("TRUE") : join([...members.conditions], " AND ");
  return sql`(WITH ${hits} AS MATERIALIZED (SELECT ${join(keys)} FROM ${members.emitFrom()} WHERE ${where}) SELECT ${context.dialect.emitObject(entries)})`;
}

/** What facets ask of a row: its keys, and those of the rows that it belongs to; texts are long. */
function listKeyColumns({ columns, foreignKeys }: EntityMetadata): string[] {
  const foreign = foreignKeys.flatMap((key) => key.columns.map(({ databaseName }) => databaseName));
  const own = columns.filter(({ isPrimary, propertyPath }) => isPrimary || propertyPath === "visibleFrom");
  return [...own.map(({ databaseName }) => databaseName), ...foreign];
}

interface Hits {
  hits: Sql;
  row: RowReference;
}

function emitFacet(context: StatementContext, plan: FacetPlan, { hits, row }: Hits): Sql {
  const hit = new RowReference(context, row.metadata);
  const from = sql`${hits} AS ${identifier(hit.alias)}`;
  const { value, name, count, source, condition } = plan.beginning
    ? emitBeginning(hit, plan.beginning)
    : emitNodes(context, hit, plan);
  const counted = sql`SELECT ${value} AS ${name}, ${count} AS ${identifier("count")} FROM ${from}${source} WHERE ${condition} GROUP BY ${value} ORDER BY 2 DESC, 1 LIMIT ${raw(String(plan.size))}`;
  const alias = identifier(context.nextAlias());
  const rows = sql`SELECT ${alias}.*, row_number() OVER () AS ${identifier("ordinal")} FROM (${counted}) AS ${alias}`;
  return emitRows(context, rows, plan.row);
}

interface Counted {
  value: Sql;
  name: Sql;
  count: Sql;
  /** What is joined to the hits. */
  source: Sql;
  condition: Sql;
}

function emitBeginning(
  hit: RowReference,
  { column, length, property }: NonNullable<FacetPlan["beginning"]>,
): Counted {
  const text = hit.column(column);
  return {
    value: sql`substr(${text}, 1, ${raw(String(length))})`,
    name: identifier(property),
    count: raw("count(*)"),
    source: raw(""),
    condition: sql`${text} > ''`,
  };
}

/** Each node once for each hit, however many ways lead there. */
function emitNodes(
  context: StatementContext,
  hit: RowReference,
  { through, conditions, row }: FacetPlan,
): Counted {
  const way = emitWay(context, hit, through);
  const relation = row.metadata.findRelationWithPropertyPath("node");
  const target = relation?.inverseEntityMetadata ?? row.metadata;
  const node = new RowReference(context, target);
  const fits = [
    sql`${node.primaryKey} = ${way.key}`,
    ...conditions.map((condition) => emitCondition(context, node, condition)),
    emitVisibility(context, node, { rule: context.catalog.getRule(target) }),
  ];
  return {
    value: way.key,
    name: identifier("node_row_id"),
    count: sql`count(DISTINCT ${hit.primaryKey})`,
    source: sql` CROSS JOIN ${join([...way.tables, node.emitFrom()], " CROSS JOIN ")}`,
    condition: join([...emitJoins(way.joins), ...fits], " AND "),
  };
}
