import sql, { join, raw, type Sql } from "sql-template-tag";
import { emitVisibility } from "./emit-visibility.js";
import { emitWay, foreignKey, getRelation } from "./emit-way.js";
import type { ConditionPlan, RelatedPlan } from "./plan.js";
import { Parameter } from "./plan-inputs.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** True for rows that fulfil the condition; false or NULL for all others. */
export function emitCondition(context: StatementContext, row: RowReference, plan: ConditionPlan): Sql {
  switch (plan.kind) {
    case "every":
    case "some":
      return emitAll(context, row, plan);
    case "not":
      // What is unknown, as a comparison with NULL is, does not hold.
      return sql`(${emitCondition(context, row, plan.of)}) IS NOT TRUE`;
    case "compare":
      return sql`${row.column(plan.path)} ${raw(plan.operator)} ${plan.value}`;
    case "oneOf":
      return emitOneOf(context, row.column(plan.path), plan.values);
    case "startsWith": {
      const column = row.column(plan.path);
      return sql`(${column} >= ${plan.prefix} AND ${column} < ${plan.end})`;
    }
    case "related":
      return emitRelated(context, row, plan);
  }
}

function emitAll(
  context: StatementContext,
  row: RowReference,
  { kind, of }: Extract<ConditionPlan, { kind: "every" | "some" }>,
): Sql {
  if (of.length === 0) return raw(kind === "every" ? "TRUE" : "FALSE");
  return joinEvenly(
    of.map((part) => emitCondition(context, row, part)),
    kind === "every" ? " AND " : " OR ",
  );
}

/** Brackets in brackets, where a hundred conditions in a row would be an expression a hundred levels deep. */
function joinEvenly(parts: readonly Sql[], operator: string): Sql {
  if (parts.length <= 8) return sql`(${join([...parts], operator)})`;
  const middle = Math.ceil(parts.length / 2);
  const halves = [parts.slice(0, middle), parts.slice(middle)].map((half) => joinEvenly(half, operator));
  return sql`(${join(halves, operator)})`;
}

function emitOneOf(
  context: StatementContext,
  column: Sql,
  values: Extract<ConditionPlan, { kind: "oneOf" }>["values"],
): Sql {
  if (values instanceof Parameter) {
    return sql`${column} IN (SELECT value FROM (${context.dialect.emitList(values)}) AS ${identifier(context.nextAlias())})`;
  }
  return values.length === 0 ? raw("FALSE") : sql`${column} IN (${join([...values])})`;
}

function emitRelated(context: StatementContext, row: RowReference, plan: RelatedPlan): Sql {
  if (plan.descendantsOver !== undefined) return emitRelatedInTree(context, row, plan);
  const target = new RowReference(context, plan.node.metadata);
  const { way, step } = emitLastStep(context, { row, target }, plan.through);
  const conditions = [...way.conditions, step, ...emitFit(context, target, plan)];
  return sql`EXISTS (SELECT 1 FROM ${join([...way.tables, target.emitFrom()], ", ")} WHERE ${join(conditions, " AND ")})`;
}

/** Leads to the target itself; where the last step is one-to-many, without reading the target twice. */
function emitLastStep(
  context: StatementContext,
  { row, target }: { row: RowReference; target: RowReference },
  through: readonly string[],
) {
  const path = through.slice(0, -1);
  const before = path.reduce(
    (metadata, property) => getRelation(metadata, property).inverseEntityMetadata,
    row.metadata,
  );
  const last = getRelation(before, through.at(-1) ?? "");
  if (!last.isOneToMany) {
    const way = emitWay(context, row, through);
    return { way, step: sql`${target.primaryKey} = ${way.key}` };
  }
  const way = emitWay(context, row, path);
  return {
    way,
    step: sql`${identifier(target.alias, foreignKey(last.inverseRelation))} = ${way.key}`,
  };
}

/** As `emitRelated`, where rows below a fitting one count as well. */
function emitRelatedInTree(context: StatementContext, row: RowReference, plan: RelatedPlan): Sql {
  const way = emitWay(context, row, plan.through);
  const fits = sql`${way.key} IN (${emitTree(context, plan)})`;
  if (way.tables.length === 0) return fits;
  return sql`EXISTS (SELECT 1 FROM ${join(way.tables, ", ")} WHERE ${join([...way.conditions, fits], " AND ")})`;
}

function emitTree(context: StatementContext, plan: RelatedPlan): Sql {
  const target = new RowReference(context, plan.node.metadata);
  const below = new RowReference(context, plan.node.metadata);
  const fit = join(emitFit(context, target, plan), " AND ");
  const parent = foreignKey(getRelation(plan.node.metadata, plan.descendantsOver ?? ""));
  const tree = identifier(context.nextAlias());
  const key = sql`${tree}.${identifier("key")}`;
  return sql`WITH RECURSIVE ${tree}(${identifier("key")}) AS (SELECT ${target.primaryKey} FROM ${target.emitFrom()} WHERE ${fit} UNION SELECT ${below.primaryKey} FROM ${tree} JOIN ${below.emitFrom(sql`${identifier(below.alias, parent)} = ${key}`)}) SELECT ${key} FROM ${tree}`;
}

function emitFit(context: StatementContext, target: RowReference, plan: RelatedPlan): Sql[] {
  return [emitCondition(context, target, plan.where), emitVisibility(context, target, plan.node.rule)];
}
