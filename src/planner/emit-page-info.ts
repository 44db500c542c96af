import sql, { join, raw, type Sql } from "sql-template-tag";
import { literal } from "../database/dialects/literal.js";
import type { Connection, PageColumns } from "./connection-context.js";
import { emitCursorPlace } from "./emit-cursor-place.js";
import { emitAt, emitBeyond } from "./emit-keyset.js";
import { listDrivers, openMembers } from "./emit-members.js";
import { emitTypeName } from "./emit-row.js";
import type { CursorValues, PageInfoPartPlan } from "./plan.js";

/** JSON text of one field of pageInfo. */
export function emitPageInfoPart(connection: Connection, page: PageColumns, part: PageInfoPartPlan): Sql {
  const { dialect } = connection.context;
  const { isBackward, after, before } = connection.plan.page;
  switch (part.kind) {
    case "typeName":
      return emitTypeName(part);
    case "startCursor":
      return dialect.emitScalar(emitEndOfPage(connection, page, isBackward ? "last" : "first"), "string");
    case "endCursor":
      return dialect.emitScalar(emitEndOfPage(connection, page, isBackward ? "first" : "last"), "string");
    case "hasNextPage":
      return emitGoesOn(
        connection,
        isBackward ? undefined : page,
        before && { cursor: before, isReversed: false },
      );
    case "hasPreviousPage":
      return emitGoesOn(
        connection,
        isBackward ? page : undefined,
        after && { cursor: after, isReversed: true },
      );
  }
}

interface Bound {
  cursor: CursorValues;
  isReversed: boolean;
}

/** Whether nodes lie on one side of the page: beyond what was read of it, or at and beyond the cursor that bounds it. */
function emitGoesOn(connection: Connection, cutPage: PageColumns | undefined, bound: Bound | undefined): Sql {
  const conditions = [
    ...(cutPage ? [emitOverflow(connection, cutPage)] : []),
    ...(bound ? [emitExistsFrom(connection, bound)] : []),
  ];
  if (conditions.length === 0) return literal("false");
  return sql`CASE WHEN ${join(conditions, " OR ")} THEN 'true' ELSE 'false' END`;
}

/** Whether more rows than the page holds were read. */
function emitOverflow({ plan }: Connection, page: PageColumns): Sql {
  return sql`coalesce(max(${page.named("ordinal")}), 0) > ${raw(String(plan.page.size))}`;
}

/** Cursor of the row that was read first, or last, of those on the page; NULL for an empty page. */
function emitEndOfPage({ plan }: Connection, page: PageColumns, end: "first" | "last"): Sql {
  const size = raw(String(plan.page.size));
  if (plan.page.size === 0) return raw("CAST(NULL AS text)");
  const [ordinal, cursor] = [page.named("ordinal"), page.named("cursor")];
  if (end === "first") return sql`max(CASE WHEN ${ordinal} = 1 THEN ${cursor} END)`;
  // The greatest text of number and cursor is that of the greatest number, where all numbers have as many digits.
  const base = String(10 ** Math.max(3, String(plan.page.size).length));
  const start = raw(String(base.length + 1));
  return sql`substr(max(CASE WHEN ${ordinal} <= ${size} THEN (${raw(base)} + ${ordinal}) || ${cursor} END), ${start})`;
}

/** Whether the connection has the row of a cursor, or rows beyond it. */
function emitExistsFrom(connection: Connection, { cursor, isReversed }: Bound): Sql {
  const { keys, conditions, emitFrom } = openMembers(connection, listDrivers(connection.plan)[0]);
  const place = emitCursorPlace(connection, cursor);
  const beyond = sql`(${emitBeyond(keys, place, isReversed)} OR ${emitAt(keys, place)})`;
  return sql`EXISTS (SELECT 1 FROM ${emitFrom()} WHERE ${join([...conditions, beyond], " AND ")})`;
}
