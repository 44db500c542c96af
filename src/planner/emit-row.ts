import sql, { join, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { literal } from "../database/dialects/literal.js";
import { isIntegerColumn } from "../database/integer-column.js";
import type { AddressPart } from "../graph/plan-rules.js";
import { emitAncestors } from "./emit-ancestors.js";
import { emitCompanions } from "./emit-companions.js";
import { emitConnection } from "./emit-connection.js";
import { emitVisibility, isSeenWithParent } from "./emit-visibility.js";
import { foreignKey, getRelation } from "./emit-way.js";
import type {
  AddressPlan,
  AncestorsPlan,
  BooleanPlan,
  BranchPlan,
  EmbeddedPlan,
  FirstColumnPlan,
  FirstTargetPlan,
  JsonRowsPlan,
  JsonTargetsPlan,
  PlannedField,
  RowPlan,
  ToOnePlan,
  TypeNamePlan,
  ValuePlan,
} from "./plan.js";
import { findColumn } from "./plan-fields.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** The key under which graphql-js finds the type of a row behind an interface or union; no response key can be it. */
const typeTag = "$type";

/** JSON text of a row; joins what it needs to `row`. */
export function emitRow(context: StatementContext, row: RowReference, plan: RowPlan): Sql {
  const [first, ...others] = plan.branches;
  if (first && others.length === 0) return emitBranch(context, row, { plan, branch: first });
  const discriminator = row.metadata.discriminatorColumn?.databaseName ?? "";
  const cases = plan.branches.map((branch) => {
    const value = literal(branch.metadata.discriminatorValue ?? "");
    return sql`WHEN ${value} THEN ${emitBranch(context, row, { plan, branch })}`;
  });
  return sql`CASE ${identifier(row.alias, discriminator)} ${join(cases, " ")} END`;
}

function emitBranch(
  context: StatementContext,
  row: RowReference,
  { plan, branch }: { plan: RowPlan; branch: BranchPlan },
): Sql {
  const entries = emitFields(context, { row, metadata: branch.metadata }, branch.fields);
  if (plan.isTagged && context.isTagging)
    entries.push({ key: typeTag, value: emitTypeName({ kind: "typeName", name: branch.typeName }) });
  return context.dialect.emitObject(entries);
}

/** A row, and the class whose properties are read from it: that of its table, or one of those that share the table. */
interface Place {
  row: RowReference;
  metadata: EntityMetadata;
}

function emitFields(
  context: StatementContext,
  place: Place,
  fields: readonly PlannedField[],
): { key: string; value: Sql }[] {
  return fields.map(({ key, value }) => ({ key, value: emitValue(context, place, value) }));
}

/** JSON text of one field of a row; joins what it needs to the row. */
export function emitValue(context: StatementContext, place: Place, plan: ValuePlan): Sql {
  switch (plan.kind) {
    case "typeName":
      return emitTypeName(plan);
    case "column":
      return context.dialect.emitScalar(place.row.column(plan.path, place.metadata), plan.scalar);
    case "firstColumn":
      return context.dialect.emitScalar(emitFirstColumn(place, plan), plan.scalar);
    case "differs":
    case "past":
      return sql`CASE WHEN ${emitCondition(context, place, plan)} THEN 'true' ELSE 'false' END`;
    case "address":
      return emitAddress(context, place, plan);
    case "derived":
      return context.dialect.emitObject(emitFields(context, place, plan.fields));
    case "embedded":
      return emitEmbedded(context, place, plan);
    case "toOne":
      return emitToOne(context, place, plan);
    case "firstTarget":
      return emitFirstTarget(context, place, plan);
    case "jsonRows":
      return emitJsonRows(context, place, plan);
    case "ancestors":
      return emitAncestorRows(context, place, plan);
    case "jsonTargets":
      return emitJsonTargets(context, place, plan);
    case "companions":
      return emitCompanions(context, place, plan);
    case "score":
    case "highlights":
      throw new Error(`Invariant broken: ${plan.kind} stands on edges only`);
    case "connection":
      return emitConnection(context, plan, place.row);
  }
}

function emitAddress(context: StatementContext, place: Place, { parts }: AddressPlan): Sql {
  return context.dialect.emitScalar(sql`(${context.siteUrl} || ${emitPath(place, parts)})`, "string");
}

/** Text of an address without that of the site. */
export function emitPath({ row, metadata }: Place, parts: readonly AddressPart[]): Sql {
  const texts = parts.map((part) =>
    typeof part === "string" ? literal(part) : row.column(part.path, metadata),
  );
  return join(texts, " || ");
}

/** JSON text of a type's name: a constant of the schema, never of a request. */
export function emitTypeName(plan: TypeNamePlan): Sql {
  return literal(JSON.stringify(plan.name));
}

function emitCondition({ now }: StatementContext, { row, metadata }: Place, plan: BooleanPlan): Sql {
  const column = (path: string) => row.column(path, metadata);
  if (plan.kind === "past") return sql`${column(plan.path)} <= ${now}`;
  const differences = plan.pairs.map(([one, other]) => sql`${column(one)} IS DISTINCT FROM ${column(other)}`);
  return join(differences, " OR ");
}

function emitEmbedded(context: StatementContext, place: Place, plan: EmbeddedPlan): Sql {
  const object = context.dialect.emitObject(emitFields(context, place, plan.fields));
  if (plan.absentWhenNull.length === 0) return object;
  const isAbsent = plan.absentWhenNull.map((path) => sql`${place.row.column(path, place.metadata)} IS NULL`);
  return sql`CASE WHEN ${join(isAbsent, " AND ")} THEN 'null' ELSE ${object} END`;
}

function emitFirstColumn({ row, metadata }: Place, { paths }: FirstColumnPlan): Sql {
  return sql`coalesce(${join(
    paths.map((path) => row.column(path, metadata)),
    ", ",
  )})`;
}

function emitFirstTarget(context: StatementContext, place: Place, { targets }: FirstTargetPlan): Sql {
  return targets.reduceRight((others, target) => emitToOne(context, place, target, others), literal("null"));
}

// biome-ignore lint/complexity/useMaxParams: what stands in the place of a target that is not there is null for all but one caller.
function emitToOne(
  context: StatementContext,
  place: Place,
  plan: ToOnePlan,
  otherwise = literal("null"),
): Sql {
  const { rule } = plan.row;
  const isSeen = isSeenWithParent(place.row.metadata, plan.relation, rule);
  const isConditional = !isSeen && (rule.visibleWhen !== undefined || rule.visibleThrough !== undefined);
  const target = place.row.toOne(plan.relation, {
    metadata: place.metadata,
    ...(isConditional && { visible: (row: RowReference) => emitVisibility(context, row, { rule }) }),
  });
  return sql`CASE WHEN ${target.primaryKey} IS NULL THEN ${otherwise} ELSE ${emitRow(context, target, plan.row)} END`;
}

/** The arrays of the column stand in the place of a table, so that their elements can lead to other rows. */
function emitJsonRows(context: StatementContext, { row, metadata }: Place, plan: JsonRowsPlan): Sql {
  const columns = plan.columns.map((path) => {
    const column = findColumn(plan.row.metadata, path);
    return { name: column.databaseName, isInteger: isIntegerColumn(column) };
  });
  return emitRows(
    context,
    context.dialect.emitJsonRows(row.column(plan.column, metadata), columns),
    plan.row,
  );
}

function emitJsonTargets(context: StatementContext, { row, metadata }: Place, plan: JsonTargetsPlan): Sql {
  const keys = identifier(context.nextAlias());
  const target = new RowReference(context, plan.row.metadata);
  const json = emitRow(context, target, plan.row);
  const listed = context.dialect.emitJsonRows(row.column(plan.column, metadata), [
    { name: "key", isInteger: true },
  ]);
  const on = sql`${target.primaryKey} = ${keys}.${identifier("key")}`;
  const from = context.dialect.emitOrderedJoin(sql`(${listed}) AS ${keys}`, target.emitFrom(on));
  const order = { terms: sql`${keys}.${identifier("ordinal")}`, isAsRead: true };
  const seen = emitVisibility(context, target, { rule: plan.row.rule });
  return sql`(SELECT ${context.dialect.emitArray(json, { order })} FROM ${from} WHERE ${seen})`;
}

/** JSON text of an array of rows that no table holds, each with its `ordinal`. */
export function emitRows(context: StatementContext, rows: Sql, plan: RowPlan): Sql {
  const element = new RowReference(context, plan.metadata);
  const json = emitRow(context, element, plan);
  const ordinal = identifier(element.alias, "ordinal");
  const list = context.dialect.emitArray(json, { order: { terms: ordinal, isAsRead: true } });
  return sql`(SELECT ${list} FROM ${element.emitFromSelect(rows)})`;
}

/** Of a circle, which the writer refuses, as many rows as a tree can have above one. */
function emitAncestorRows(
  context: StatementContext,
  { row, metadata }: Place,
  { over, row: rowPlan, maximum }: AncestorsPlan,
): Sql {
  const above = new RowReference(context, rowPlan.metadata);
  const key = identifier(row.alias, foreignKey(getRelation(metadata, over)));
  const keys = emitAncestors(context, rowPlan.metadata, { key, over, maximum });
  const alias = context.nextAlias();
  const json = emitRow(context, above, rowPlan);
  const order = { terms: sql`${identifier(alias, "depth")} DESC`, isAsRead: false };
  const list = context.dialect.emitArray(json, { order });
  const on = sql`${above.primaryKey} = ${identifier(alias, "key")}`;
  const rows = context.dialect.emitOrderedJoin(sql`(${keys}) AS ${identifier(alias)}`, above.emitFrom(on));
  return sql`(SELECT ${list} FROM ${rows} WHERE ${emitVisibility(context, above, { rule: rowPlan.rule })})`;
}
