import sql, { type Sql } from "sql-template-tag";
import { literal } from "../database/dialects/literal.js";
import type { NounRule } from "../graph/plan-rules.js";
import { emitPath, emitRow, emitTypeName } from "./emit-row.js";
import { emitVisibility, emitWithdrawal } from "./emit-visibility.js";
import type { ResolvedUrlPartPlan, ResolvedUrlPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** The node that an address leads to, and what is known of it. */
interface Target {
  row: RowReference;
  /** That readers do not see it any more. */
  isGone: Sql;
  /** That the address is the node's own today, to the letter. */
  isCurrent: Sql;
  path: Sql;
}

/**
 * Where an address leads; no row where no reader ever had anything there.
 *
 * A former slug of a node that is not in the database any more is gone; one of a node that is hidden tells nothing.
 */
export function emitResolvedUrl(
  context: StatementContext,
  plan: ResolvedUrlPlan,
  toColumn: (context: StatementContext, json: Sql) => Sql,
): Sql {
  const { metadata, rule } = plan.noun;
  const row = new RowReference(context, metadata);
  const named = context.nextAlias();
  const id = identifier(named, "id");
  const isAbsent = sql`${row.primaryKey} IS NULL`;
  const isWithdrawn = emitWithdrawal(context, row, rule);
  const isGone = isWithdrawn ? sql`(${isAbsent} OR ${isWithdrawn})` : isAbsent;
  const path = emitPath({ row, metadata }, plan.parts);
  const target = { row, isGone, isCurrent: sql`${path} = ${plan.path}`, path };
  const parts = plan.fields.map(({ key, value }) => ({ key, value: emitPart(context, target, value) }));
  const json = toColumn(context, context.dialect.emitObject(parts));
  const from = sql`(SELECT ${emitNamedId(context, plan)} AS "id") AS ${identifier(named)} LEFT JOIN ${row.emitFrom(sql`${row.column("id")} = ${id}`)}`;
  const isTold = sql`(${isAbsent} OR ${emitKnown(context, row, rule)})`;
  return sql`SELECT ${json} FROM ${from} WHERE ${id} IS NOT NULL AND ${isTold}`;
}

/** The id of who has the slug, so far as readers may know, else of who had it last. */
function emitNamedId(context: StatementContext, { noun, slug, formerSlugs }: ResolvedUrlPlan): Sql {
  const { metadata, rule } = noun;
  const today = new RowReference(context, metadata);
  const current = sql`SELECT ${today.column("id")} FROM ${today.emitFrom()} WHERE ${today.column("slug")} = ${slug} AND ${emitKnown(context, today, rule)}`;
  const once = new RowReference(context, formerSlugs);
  const isOfNoun = sql`${once.column("noun")} = ${literal(rule.idPrefix ?? "")}`;
  const former = sql`SELECT ${once.column("nodeId")} FROM ${once.emitFrom()} WHERE ${isOfNoun} AND ${once.column("slug")} = ${slug}`;
  return sql`coalesce((${current}), (${former}))`;
}

/** True for rows that readers see, or are told of as gone. */
function emitKnown(context: StatementContext, row: RowReference, rule: NounRule): Sql {
  const isSeen = emitVisibility(context, row, { rule });
  const isWithdrawn = emitWithdrawal(context, row, rule);
  return isWithdrawn ? sql`(${isSeen} OR ${isWithdrawn})` : isSeen;
}

function emitPart(context: StatementContext, target: Target, part: ResolvedUrlPartPlan): Sql {
  const { row, isGone, path } = target;
  switch (part.kind) {
    case "typeName":
      return emitTypeName(part);
    case "status":
      return emitChoice(target, ['"GONE"', '"FOUND"', '"REDIRECT"']);
    case "httpStatus":
      return emitChoice(target, ["410", "200", "301"]);
    case "location": {
      const address = context.dialect.emitScalar(sql`(${context.siteUrl} || ${path})`, "string");
      return sql`CASE WHEN ${isGone} THEN 'null' ELSE ${address} END`;
    }
    case "node":
      return sql`CASE WHEN ${isGone} THEN 'null' ELSE ${emitRow(context, row, part.row)} END`;
  }
}

function emitChoice({ isGone, isCurrent }: Target, [gone, found, moved]: [string, string, string]): Sql {
  return sql`CASE WHEN ${isGone} THEN ${literal(gone)} WHEN ${isCurrent} THEN ${literal(found)} ELSE ${literal(moved)} END`;
}
