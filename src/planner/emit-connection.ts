import sql, { raw, type Sql } from "sql-template-tag";
import type { ArrayRows } from "../database/dialects/dialect.js";
import { literal } from "../database/dialects/literal.js";
import { invariant } from "../errors.js";
import { maximumCount } from "../graph/connection.js";
import { matchScore } from "../graph/plan-rules.js";
import { type Connection, PageColumns, type PageRow } from "./connection-context.js";
import { emitFacets } from "./emit-facets.js";
import { emitOrder } from "./emit-keyset.js";
import { emitMatchValue } from "./emit-match-value.js";
import { bindParent, emitCount, toKey } from "./emit-members.js";
import { emitPage } from "./emit-page.js";
import { emitPageInfoPart } from "./emit-page-info.js";
import { emitRow, emitRows, emitTypeName, emitValue } from "./emit-row.js";
import type {
  ConnectionPartPlan,
  ConnectionPlan,
  EdgePartPlan,
  HighlightsPlan,
  NodePlan,
  ValuePlan,
} from "./plan.js";
import type { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/**
 * JSON text of a connection, as a scalar subquery.
 *
 * Three selects, inside out: the keys of the page, cut by LIMIT and numbered where that is needed; the rows of
 * these keys, turned into JSON; all rows together aggregated. The keys are cut first because SQLite evaluates a
 * select list, JSON included, before it sorts.
 */
export function emitConnection(
  context: StatementContext,
  plan: ConnectionPlan,
  parent: RowReference | undefined,
): Sql {
  const connection = bindParent({ context, plan, parent });
  const page = new PageColumns(context, plan);
  const entries = plan.fields.map(({ key, value }) => ({ key, value: emitPart(connection, page, value) }));
  const object = context.dialect.emitObject(entries);
  return page.isUsed
    ? sql`(SELECT ${object} FROM (${emitPage(connection, page)}) AS ${identifier(page.alias)})`
    : object;
}

function emitPart(connection: Connection, page: PageColumns, part: ConnectionPartPlan): Sql {
  const { context, plan } = connection;
  const emitList = (element: Sql) =>
    context.dialect.emitArray(element, {
      ...(page.readsBeyond && { condition: sql`${page.named("ordinal")} <= ${raw(String(plan.page.size))}` }),
      ...toArrayOrder(page, plan),
    });
  switch (part.kind) {
    case "typeName":
      return emitTypeName(part);
    case "totalCount":
      return context.dialect.emitScalar(emitCount(connection, maximumCount), "integer");
    case "totalCountIsExact":
      return sql`CASE WHEN ${emitCount(connection, maximumCount + 1)} > ${raw(String(maximumCount))} THEN 'false' ELSE 'true' END`;
    case "nodes":
      return emitList(page.add((row) => emitNode(context, row, { part: part.value, plan })));
    case "edges":
      return emitList(
        page.add((row) =>
          context.dialect.emitObject(
            part.fields.map(({ key, value }) => ({
              key,
              value: emitEdgePart(context, row, { part: value, plan }),
            })),
          ),
        ),
      );
    case "facets":
      return emitFacets(connection, part);
    case "pageInfo":
      return context.dialect.emitObject(
        part.fields.map(({ key, value }) => ({ key, value: emitPageInfoPart(connection, page, value) })),
      );
  }
}

/** The order of the nodes, which is that of the page's rows unless they were read from its end. */
function toArrayOrder(page: PageColumns, plan: ConnectionPlan): Pick<ArrayRows, "order"> {
  if (page.isNumbered) {
    const descending = raw(plan.page.isBackward ? " DESC" : "");
    return { order: { terms: sql`${page.named("ordinal")}${descending}`, isAsRead: !plan.page.isBackward } };
  }
  if (!page.isKeyed) return {};
  const keys = plan.order.map((key, index) => toKey(key, page.named(`key${index + 1}`)));
  return { order: { terms: emitOrder(keys, false), isAsRead: true } };
}

function emitEdgePart(
  context: StatementContext,
  row: PageRow,
  { part, plan }: { part: EdgePartPlan; plan: ConnectionPlan },
): Sql {
  switch (part.kind) {
    case "cursor":
      return context.dialect.emitScalar(row.cursor, "string");
    case "distance":
      return plan.source.near ? emitKilometres(context, row) : literal("null");
    case "score":
      return context.dialect.emitScalar(emitScore(plan, row), "integer");
    case "highlights":
      return emitHighlights(context, row.row, { part, plan });
    default:
      return emitNode(context, row, { part, plan });
  }
}

function emitScore({ order }: ConnectionPlan, { keys }: PageRow): Sql {
  const score = keys[order.findIndex(({ path }) => path === matchScore)];
  invariant(score, "what matches a query is ordered by its score");
  return score;
}

function emitHighlights(
  context: StatementContext,
  row: RowReference,
  { part, plan }: { part: HighlightsPlan; plan: ConnectionPlan },
): Sql {
  invariant(plan.match !== undefined, "highlights are of what matches a query");
  const match = emitMatchValue(context, plan.match);
  return emitRows(context, context.dialect.search.emitHighlights(match, row.primaryKey), part.row);
}

/** The first key of what is near is its distance. */
function emitKilometres({ dialect }: StatementContext, { keys }: PageRow): Sql {
  return dialect.emitScalar(sql`(CAST(${keys[0]} AS double precision) / 1000)`, "float");
}

/** JSON text of a row of the page, or of a field of it. */
function emitNode(
  context: StatementContext,
  { row }: PageRow,
  { part, plan }: { part: NodePlan | ValuePlan; plan: ConnectionPlan },
): Sql {
  if (part.kind === "node") return emitRow(context, row, part.row);
  return emitValue(context, { row, metadata: plan.node.metadata }, part);
}
