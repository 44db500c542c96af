import sql, { join, raw, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import type { Connection } from "./connection-context.js";
import { openMembers } from "./emit-members.js";
import { emitRows, emitTypeName } from "./emit-row.js";
import { emitVisibility } from "./emit-visibility.js";
import { emitJoins, emitWay, foreignKey, getRelation } from "./emit-way.js";
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
  const { name, values } = plan.beginning
    ? emitBeginnings(new RowReference(context, row.metadata), hits, plan.beginning)
    : emitNodes(context, { hits, row }, plan);
  const alias = identifier(context.nextAlias());
  const counted = sql`SELECT ${name}, CAST(sum(${hitCount}) AS integer) AS ${identifier("count")} FROM (${values}) AS ${alias} GROUP BY ${name} ORDER BY 2 DESC, 1 LIMIT ${raw(String(plan.size))}`;
  const best = identifier(context.nextAlias());
  const rows = sql`SELECT ${best}.*, row_number() OVER () AS ${identifier("ordinal")} FROM (${counted}) AS ${best}`;
  return emitRows(context, rows, plan.row);
}

const hitCount = identifier("hits");

/** Rows of a value under its name, and a number of hits that have it; a value has one or more of them. */
interface FacetValues {
  name: Sql;
  values: Sql;
}

function emitBeginnings(
  hit: RowReference,
  hits: Sql,
  { column, length, property }: NonNullable<FacetPlan["beginning"]>,
): FacetValues {
  const text = hit.column(column);
  const name = identifier(property);
  const value = sql`substr(${text}, 1, ${raw(String(length))})`;
  return {
    name,
    values: sql`SELECT ${value} AS ${name}, 1 AS ${hitCount} FROM ${hits} AS ${identifier(hit.alias)} WHERE ${text} > ''`,
  };
}

/**
 * Each node once for each hit, however many ways lead there.
 *
 * Hits are counted by what they belong to before the ways are walked: a post is found with all that is said in it.
 */
function emitNodes(
  context: StatementContext,
  { hits, row }: Hits,
  { through, conditions, row: { metadata } }: FacetPlan,
): FacetValues {
  const hit = new RowReference(context, row.metadata);
  const way = emitWay(context, hit, through);
  const target = metadata.findRelationWithPropertyPath("node")?.inverseEntityMetadata ?? metadata;
  const node = new RowReference(context, target);
  const fits = [
    sql`${node.primaryKey} = ${way.key}`,
    ...conditions.map((condition) => emitCondition(context, node, condition)),
    emitVisibility(context, node, { rule: context.catalog.getRule(target) }),
  ];
  const [first] = through;
  invariant(first, "a facet without a beginning leads to nodes");
  const owner = identifier(foreignKey(getRelation(row.metadata, first)));
  const owners = sql`(SELECT ${owner}, count(*) AS ${hitCount} FROM ${hits} WHERE ${owner} IS NOT NULL GROUP BY ${owner}) AS ${identifier(hit.alias)}`;
  const name = identifier("node_row_id");
  return {
    name,
    values: sql`SELECT DISTINCT ${way.key} AS ${name}, ${identifier(hit.alias)}.${owner} AS ${identifier("owner")}, ${identifier(hit.alias)}.${hitCount} FROM ${owners} CROSS JOIN ${join([...way.tables, node.emitFrom()], " CROSS JOIN ")} WHERE ${join([...emitJoins(way.joins), ...fits], " AND ")}`,
  };
}
