import sql, { join, type Sql } from "sql-template-tag";
import { literal } from "../database/dialects/literal.js";
import { emitConnection } from "./emit-connection.js";
import { emitVisibility } from "./emit-visibility.js";
import type {
  BranchPlan,
  EmbeddedPlan,
  PlannedField,
  RowPlan,
  ToOnePlan,
  TypeNamePlan,
  ValuePlan,
} from "./plan.js";
import type { RowReference } from "./row-reference.js";
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
  const entries = emitFields(context, { row, branch }, branch.fields);
  if (plan.isTagged && context.isTagging)
    entries.push({ key: typeTag, value: emitTypeName({ kind: "typeName", name: branch.typeName }) });
  return context.dialect.emitObject(entries);
}

interface Place {
  row: RowReference;
  branch: BranchPlan;
}

function emitFields(
  context: StatementContext,
  place: Place,
  fields: readonly PlannedField[],
): { key: string; value: Sql }[] {
  return fields.map(({ key, value }) => ({ key, value: emitValue(context, place, value) }));
}

function emitValue(context: StatementContext, place: Place, plan: ValuePlan): Sql {
  switch (plan.kind) {
    case "typeName":
      return emitTypeName(plan);
    case "column":
      return context.dialect.emitScalar(place.row.column(plan.path, place.branch.metadata), plan.scalar);
    case "embedded":
      return emitEmbedded(context, place, plan);
    case "toOne":
      return emitToOne(context, place, plan);
    case "connection":
      return emitConnection(context, plan, place.row);
  }
}

/** JSON text of a type's name: a constant of the schema, never of a request. */
export function emitTypeName(plan: TypeNamePlan): Sql {
  return literal(JSON.stringify(plan.name));
}

function emitEmbedded(context: StatementContext, place: Place, plan: EmbeddedPlan): Sql {
  const object = context.dialect.emitObject(emitFields(context, place, plan.fields));
  if (plan.absentWhenNull.length === 0) return object;
  const isAbsent = plan.absentWhenNull.map(
    (path) => sql`${place.row.column(path, place.branch.metadata)} IS NULL`,
  );
  return sql`CASE WHEN ${join(isAbsent, " AND ")} THEN 'null' ELSE ${object} END`;
}

function emitToOne(context: StatementContext, place: Place, plan: ToOnePlan): Sql {
  const { rule } = plan.row;
  const isConditional = rule.visibleWhen !== undefined || rule.visibleThrough !== undefined;
  const target = place.row.toOne(plan.relation, {
    metadata: place.branch.metadata,
    ...(isConditional && { visible: (row: RowReference) => emitVisibility(context, row, { rule }) }),
  });
  return sql`CASE WHEN ${target.primaryKey} IS NULL THEN 'null' ELSE ${emitRow(context, target, plan.row)} END`;
}
