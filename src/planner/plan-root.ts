import type { GraphQLField, GraphQLObjectType } from "graphql";
import { GraphError } from "../errors.js";
import { parseNodeId } from "../graph/node-id.js";
import { maximumPageSize } from "../graph/page.js";
import { findFieldRule } from "../graph/plan-rules.js";
import { argumentsOf, type CollectedField, getObjectType } from "./collect-fields.js";
import { toListText } from "./list-text.js";
import type { NounFacts } from "./noun-facts.js";
import type { RootPlan, RowPlan } from "./plan.js";
import { planConnection } from "./plan-connection.js";
import { type Planning, planNounRow, planTaggedRow } from "./plan-fields.js";
import type { ArgumentValues, PlannedArguments } from "./plan-inputs.js";
import { planResolvedUrl } from "./plan-resolved-url.js";

/** Plans a field of Query. */
export function planRoot(
  planning: Planning,
  definition: GraphQLField<unknown, unknown>,
  field: CollectedField,
): RootPlan {
  const rule = findFieldRule(definition);
  const values = argumentsOf(planning.operation, definition, field);
  switch (rule?.kind) {
    case "lookup":
      return planLookup(planning, getObjectType(definition), { field, values });
    case "node":
      return planNode(planning, field, values);
    case "nodes":
      return planNodes(planning, field, values);
    case "resolveUrl":
      return planResolvedUrl(planning, { definition, field }, rule);
    case "connection":
      return planConnection(planning, { definition, field, parent: undefined });
    default:
      throw new Error(`Query.${definition.name} has no rule that says how it is read.`);
  }
}

function planLookup(
  planning: Planning,
  type: GraphQLObjectType,
  { field, values }: { field: CollectedField; values: PlannedArguments },
): RootPlan {
  const row = planNounRow(planning, type, field);
  const property = values.assume((given) => (typeof byOf(given).slug === "string" ? "slug" : "id"));
  if (property === "id") {
    const id = values.assume(
      (given) => String(byOf(given).id),
      (text) => parseNodeId(text),
    );
    assertIdOf(planning, { type, row, field }, id);
  }
  const value = values.parameter((given) => String(byOf(given)[property]));
  return { kind: "lookup", row, by: { property, value } };
}

function byOf(values: ArgumentValues): { slug?: string | null; id?: string | null } {
  return values.by as { slug?: string | null; id?: string | null };
}

function assertIdOf(
  planning: Planning,
  { type, row, field }: { type: GraphQLObjectType; row: RowPlan; field: CollectedField },
  id: string,
): void {
  const noun = getNounOfId(planning, field, id);
  if (noun.type === type) return;
  throw new GraphError(
    "ID_INVALID",
    `"${id}" is an id of type ${noun.type.name}; ${field.name}(by: {id}) takes ids that begin with "${row.rule.idPrefix}_".`,
    { nodes: field.nodes },
  );
}

function planNode(planning: Planning, field: CollectedField, values: PlannedArguments): RootPlan {
  const id = values.assume(
    (given) => String(given.id),
    (text) => parseNodeId(text),
  );
  const { type } = getNounOfId(planning, field, id);
  const value = values.parameter((given) => String(given.id));
  return { kind: "lookup", row: planTaggedRow(planning, type, field), by: { property: "id", value } };
}

function planNodes(planning: Planning, field: CollectedField, values: PlannedArguments): RootPlan {
  const ids = values.assume(
    (given) => given.ids as readonly string[],
    (given) => `${given.length} ${[...new Set(given.map(parseNodeId))].sort()}`,
  );
  if (ids.length > maximumPageSize) {
    throw new GraphError(
      "PAGE_TOO_LARGE",
      `nodes got ${ids.length} ids; the maximum is ${maximumPageSize}. Ask for the rest in another field or request.`,
      { nodes: field.nodes },
    );
  }
  const types = new Set(ids.map((id) => getNounOfId(planning, field, id).type));
  return {
    kind: "list",
    ids: values.parameter((given) => toListText(given.ids as string[])),
    size: ids.length,
    rows: [...types].map((type) => planTaggedRow(planning, type, field)),
  };
}

function getNounOfId(planning: Planning, field: CollectedField, id: string): NounFacts {
  const prefix = parseNodeId(id);
  const noun = prefix === undefined ? undefined : planning.catalog.findNounByPrefix(prefix);
  if (noun) return noun;
  const shown = id.length > 60 ? `${id.slice(0, 60)}…` : id;
  throw new GraphError(
    "ID_INVALID",
    `"${shown}" is not an id of this graph. Ids are given out in the field id and begin with ${planning.catalog.idPrefixes.map((known) => `"${known}_"`).join(", ")}.`,
    { nodes: field.nodes },
  );
}
