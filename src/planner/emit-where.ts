import sql, { join, raw, type Sql } from "sql-template-tag";
import { emitRelated } from "./emit-related.js";
import type { ConditionPlan } from "./plan.js";
import { Parameter } from "./plan-inputs.js";
import type { RowReference } from "./row-reference.js";
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
    case "thisRow":
      return sql`${row.primaryKey} = ${plan.key}`;
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
