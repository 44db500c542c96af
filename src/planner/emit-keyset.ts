import sql, { join, raw, type Sql } from "sql-template-tag";
import type { BoundValue, CursorValues } from "./plan.js";

/** A key of an order, as an expression of the row that is compared or sorted. */
export interface KeyExpression {
  column: Sql;
  isDescending: boolean;
  isNullable: boolean;
}

/**
 * ORDER BY terms; NULLs sort last, whichever the direction, and first when the whole order is reversed.
 */
export function emitOrder(keys: readonly KeyExpression[], isReversed: boolean): Sql {
  const terms = keys.map(({ column, isDescending, isNullable }) => {
    const direction = raw(isDescending === isReversed ? "ASC" : "DESC");
    const nulls = raw(isReversed ? " NULLS FIRST" : " NULLS LAST");
    return sql`${column} ${direction}${isNullable ? nulls : raw("")}`;
  });
  return join(terms, ", ");
}

/** Where a cursor stands among the rows: by the values of the keys, or by a SELECT of one row that gives them. */
export type CursorPlace = CursorValues | { select: Sql };

/**
 * True for rows that sort strictly behind the cursor's row, or with `isReversed` strictly before it.
 *
 * The first key is bounded once more by itself where it has no NULLs: that is what an index range is read by.
 */
export function emitBeyond(keys: readonly KeyExpression[], place: CursorPlace, isReversed: boolean): Sql {
  const [first] = keys;
  if ("select" in place) return emitComparison(keys, raw(first ? comparison(first, isReversed) : "<"), place);
  const alternatives = keys.map((key, index) => {
    const equal = keys
      .slice(0, index)
      .map((earlier, position) => emitEqual(earlier, place[position] ?? null));
    return sql`(${join([...equal, emitStrictlyBeyond(key, place[index] ?? null, isReversed)], " AND ")})`;
  });
  const beyond = sql`(${join(alternatives, " OR ")})`;
  if (!first || first.isNullable) return beyond;
  return sql`${first.column} ${raw(comparison(first, isReversed))}= ${place[0]} AND ${beyond}`;
}

/** True for the cursor's own row. */
export function emitAt(keys: readonly KeyExpression[], place: CursorPlace): Sql {
  if ("select" in place) return emitComparison(keys, raw("="), place);
  return sql`(${join(
    keys.map((key, index) => emitEqual(key, place[index] ?? null)),
    " AND ",
  )})`;
}

/** Of all keys at once, which have one direction and no NULLs. */
function emitComparison(keys: readonly KeyExpression[], operator: Sql, { select }: { select: Sql }): Sql {
  return sql`(${join(keys.map(({ column }) => column))}) ${operator} (${select})`;
}

function emitEqual({ column }: KeyExpression, value: BoundValue): Sql {
  return value === null ? sql`${column} IS NULL` : sql`${column} = ${value}`;
}

function emitStrictlyBeyond(key: KeyExpression, value: BoundValue, isReversed: boolean): Sql {
  if (value === null) return isReversed ? sql`${key.column} IS NOT NULL` : raw("FALSE");
  const beyond = sql`${key.column} ${raw(comparison(key, isReversed))} ${value}`;
  return key.isNullable && !isReversed ? sql`(${beyond} OR ${key.column} IS NULL)` : beyond;
}

function comparison({ isDescending }: KeyExpression, isReversed: boolean): "<" | ">" {
  return isDescending === isReversed ? ">" : "<";
}
