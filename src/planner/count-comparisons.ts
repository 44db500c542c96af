import {
  type ConditionPlan,
  type ConnectionPartPlan,
  type ConnectionPlan,
  isCount,
  type PagePlan,
} from "./plan.js";

/** How many related rows a row is taken to have, where a filter looks among them for one that fits. */
const relatedRows = 10;

/**
 * How many comparisons the filters of a connection make for one row at the most.
 *
 * 1 for each operator and each listed value; 1 for a to-one relation, and 10 times what is asked of its rows for
 * any other, so that lists of lists of lists are refused: what looks through them multiplies likewise. All once
 * more for each count, and for each question that pageInfo asks beyond the page; each of these counts as an object too.
 */
export function countComparisons({ conditions, fields, page }: ConnectionPlan): number {
  const comparisons = conditions.reduce((sum, condition) => sum + countOf(condition), 0);
  const counts = fields.filter(({ value }) => isCount(value)).length;
  const isPageRead = counts < fields.length;
  const lookups = fields.reduce((sum, { value }) => sum + countLookups(value, page), 0);
  return comparisons * Math.max(1, counts + lookups + (isPageRead ? 1 : 0)) + counts + lookups;
}

/** How often the row of a cursor, or one beyond it, is looked for. */
function countLookups(part: ConnectionPartPlan, { after, before }: PagePlan): number {
  if (part.kind !== "pageInfo") return 0;
  return part.fields.filter(
    ({ value }) => (value.kind === "hasNextPage" && before) || (value.kind === "hasPreviousPage" && after),
  ).length;
}

function countOf(condition: ConditionPlan): number {
  switch (condition.kind) {
    case "every":
    case "some":
      return condition.of.reduce((sum, part) => sum + countOf(part), 0);
    case "not":
      return countOf(condition.of);
    case "related":
      return (condition.isList ? relatedRows : 1) * (1 + countOf(condition.where));
    case "oneOf":
      return Array.isArray(condition.values) ? condition.values.length : 1;
    default:
      return 1;
  }
}
