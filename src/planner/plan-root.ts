import type { GraphQLField, GraphQLObjectType } from "graphql";
import { GraphError } from "../errors.js";
import { parseNodeId } from "../graph/node-id.js";
import { maximumPageSize } from "../graph/page.js";
import { findFieldRule } from "../graph/plan-rules.js";
import { type CollectedField, getObjectType, readArguments } from "./collect-fields.js";
import type { NounFacts } from "./noun-facts.js";
import type { RootPlan, RowPlan } from "./plan.js";
import { planConnection } from "./plan-connection.js";
import { type Planning, planNounRow } from "./plan-fields.js";

/** Plans a field of Query. */
export function planRoot(
  planning: Planning,
  definition: GraphQLField<unknown, unknown>,
  field: CollectedField,
): RootPlan {
  const rule = findFieldRule(definition);
  const values = readArguments(planning.operation, definition, field);
  switch (rule?.kind) {
    case "lookup":
      return planLookup(planning, getObjectType(definition), { field, by: values.by as NodeByValue });
    case "node":
      return planNode(planning, field, String(values.id));
    case "nodes":
      return planNodes(planning, field, values.ids as string[]);
    case "connection":
      return planConnection(planning, { definition, field, parent: undefined });
    default:
      throw new Error(`Query.${definition.name} has no rule that says how it is read.`);
  }
}

type NodeByValue = { slug?: string | null; id?: string | null };

function planLookup(
  planning: Planning,
  type: GraphQLObjectType,
  { field, by }: { field: CollectedField; by: NodeByValue },
): RootPlan {
  const row = planNounRow(planning, type, field);
  if (typeof by.slug === "string") return { kind: "lookup", row, by: { property: "slug", value: by.slug } };
  const id = String(by.id);
  const noun = getNounOfId(planning, field, id);
  if (noun.type === type) return { kind: "lookup", row, by: { property: "id", value: id } };
  throw new GraphError(
    "ID_INVALID",
    `"${id}" is an id of type ${noun.type.name}; ${field.name}(by: {id}) takes ids that begin with "${row.rule.idPrefix}_".`,
    { nodes: field.nodes },
  );
}

function planNode(planning: Planning, field: CollectedField, id: string): RootPlan {
  const { type } = getNounOfId(planning, field, id);
  return { kind: "lookup", row: planTaggedRow(planning, type, field), by: { property: "id", value: id } };
}

function planNodes(planning: Planning, field: CollectedField, ids: readonly string[]): RootPlan {
  if (ids.length > maximumPageSize) {
    throw new GraphError(
      "PAGE_TOO_LARGE",
      `nodes got ${ids.length} ids; the maximum is ${maximumPageSize}. Ask for the rest in another field or request.`,
      { nodes: field.nodes },
    );
  }
  const types = new Set(ids.map((id) => getNounOfId(planning, field, id).type));
  return { kind: "list", ids, rows: [...types].map((type) => planTaggedRow(planning, type, field)) };
}

/** A row behind the interface Node: graphql-js must be told its type. */
function planTaggedRow(planning: Planning, type: GraphQLObjectType, field: CollectedField): RowPlan {
  return { ...planNounRow(planning, type, field), isTagged: true };
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
