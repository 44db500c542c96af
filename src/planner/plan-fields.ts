import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";
import type { EntityMetadata } from "typeorm";
import type { ScalarKind } from "../database/dialects/dialect.js";
import { invariant } from "../errors.js";
import { defaultFacetSize } from "../graph/facet-field.js";
import { type ColumnPair, type FieldRule, findFieldRule } from "../graph/plan-rules.js";
import {
  argumentsOf,
  type CollectedField,
  collectFields,
  getObjectType,
  type Operation,
} from "./collect-fields.js";
import type { NounCatalog } from "./noun-facts.js";
import type { CompanionsPlan, PlannedField, RowPlan, ToOnePlan, ValuePlan } from "./plan.js";
import { planConnection } from "./plan-connection.js";
import { planSize } from "./plan-page.js";

/** What planning needs besides the selection at hand. */
export interface Planning {
  operation: Operation;
  catalog: NounCatalog;
  /** The most nodes of a page. */
  maximumPageSize: number;
  /** Address of the publisher's site, without a slash at its end. */
  siteUrl: string;
}

/** Where fields are read from: an entity's row, or an embedded object (`path`) within it. */
export interface Place {
  metadata: EntityMetadata;
  type: GraphQLObjectType;
  path: string;
}

/** Plans a row whose GraphQL type is the type of `field`: an object type, or the members of a union or interface. */
export function planRow(
  planning: Planning,
  definition: GraphQLField<unknown, unknown>,
  field: CollectedField,
): RowPlan {
  const type = getNamedType(definition.type);
  if (isObjectType(type)) return planNounRow(planning, type, field);
  invariant(isAbstractType(type), `${definition.name} gives objects`);
  const members = planning.catalog.schema
    .getPossibleTypes(type)
    .map((member) => planning.catalog.getNoun(member));
  const shared = members[0]?.metadata.parentEntityMetadata;
  invariant(members[0] && shared, `the members of ${type.name} share a table`);
  return {
    metadata: shared,
    rule: members[0].rule,
    isTagged: true,
    branches: members.map((noun) => ({
      typeName: noun.type.name,
      metadata: noun.metadata,
      fields: planFields(planning, { metadata: noun.metadata, type: noun.type, path: "" }, field.nodes),
    })),
  };
}

/** Plans a row of one noun, whatever the declared type of the field is. */
export function planNounRow(planning: Planning, type: GraphQLObjectType, field: CollectedField): RowPlan {
  const { metadata, rule } = planning.catalog.getNoun(type);
  const fields = planFields(planning, { metadata, type, path: "" }, field.nodes);
  return { metadata, rule, isTagged: false, branches: [{ typeName: type.name, metadata, fields }] };
}

/** A row of one noun behind an interface: graphql-js must be told its type. */
export function planTaggedRow(planning: Planning, type: GraphQLObjectType, field: CollectedField): RowPlan {
  return { ...planNounRow(planning, type, field), isTagged: true };
}

function planFields(
  planning: Planning,
  place: Place,
  parents: readonly { selectionSet?: SelectionSetNode | undefined }[],
): PlannedField[] {
  return collectFields(planning.operation, place.type, parents).map((field) => ({
    key: field.key,
    value: planValue(planning, place, field),
  }));
}

/** Plans one field of a type that is read from an entity's row. */
export function planValue(planning: Planning, place: Place, field: CollectedField): ValuePlan {
  if (field.name === "__typename") return { kind: "typeName", name: place.type.name };
  const definition = place.type.getFields()[field.name];
  invariant(definition, "validation refused unknown fields");
  const rule = findFieldRule(definition);
  switch (rule?.kind) {
    case "connection":
      return planConnection(planning, { definition, field, parent: place });
    case "column":
      return planColumn(place, argumentsOf(planning.operation, definition, field).assume(rule.path));
    case "firstColumn":
      return {
        kind: "firstColumn",
        paths: rule.paths,
        scalar: toScalarKind(place.metadata, rule.paths[0] ?? ""),
      };
    case "firstTarget":
      return {
        kind: "firstTarget",
        targets: planTargets(planning, place, { field, relations: rule.relations }),
      };
    case "differs":
      return { kind: "differs", pairs: toPaths(place, rule.pairs) };
    case "past":
      return { kind: "past", path: toPath(place.path, rule.path) };
    case "derived":
      return {
        kind: "derived",
        weight: rule.weight,
        fields: planFields(planning, place, [{ selectionSet: rule.needs }]),
      };
    case "address":
      return { kind: "address", parts: rule.parts };
    case "score":
      return { kind: "score" };
    case "companions":
      return planCompanions(planning, { definition, field, type: place.type }, rule);
    case "ancestors":
    case "jsonRows":
    case "jsonTargets":
    case "highlights":
      return { ...rule, row: planRow(planning, definition, field) };
    default:
      return planProperty(planning, place, { definition, field });
  }
}

function toPaths(place: Place, pairs: readonly ColumnPair[]): ColumnPair[] {
  return pairs.map(([one, other]) => [toPath(place.path, one), toPath(place.path, other)]);
}

function planCompanions(
  planning: Planning,
  {
    definition,
    field,
    type,
  }: { definition: GraphQLField<unknown, unknown>; field: CollectedField; type: GraphQLObjectType },
  rule: Extract<FieldRule, { kind: "companions" }>,
): CompanionsPlan {
  const values = argumentsOf(planning.operation, definition, field);
  const name = `${type.name}.${definition.name}`;
  const size =
    planSize({ name, field, maximum: planning.maximumPageSize }, "first", values) ?? defaultFacetSize;
  return { ...rule, size, row: planRow(planning, definition, field) };
}

/** Targets stand behind an abstract type, and each has a table of its own. */
function planTargets(
  planning: Planning,
  place: Place,
  { field, relations }: { field: CollectedField; relations: readonly string[] },
): ToOnePlan[] {
  return relations.map((property) => {
    const relation = toPath(place.path, property);
    const target = place.metadata.findRelationWithPropertyPath(relation)?.inverseEntityMetadata;
    invariant(target, `${relation} is a relation`);
    const { type } = planning.catalog.getNounOf(target);
    return { kind: "toOne", relation, row: planTaggedRow(planning, type, field) };
  });
}

/** A field without a rule is the property of its name: a to-one relation, an embedded object or a column. */
function planProperty(
  planning: Planning,
  place: Place,
  { definition, field }: { definition: GraphQLField<unknown, unknown>; field: CollectedField },
): ValuePlan {
  const path = toPath(place.path, definition.name);
  if (place.metadata.findRelationWithPropertyPath(path)) {
    return { kind: "toOne", relation: path, row: planRow(planning, definition, field) };
  }
  const embedded = place.metadata.findEmbeddedWithPropertyPath(path);
  if (!embedded) return planColumn(place, definition.name);
  const type = getObjectType(definition);
  return {
    kind: "embedded",
    absentWhenNull: isNonNullType(definition.type)
      ? []
      : embedded.columns.map((column) => column.propertyPath),
    fields: planFields(planning, { metadata: place.metadata, type, path }, field.nodes),
  };
}

function planColumn(place: Place, property: string): ValuePlan {
  const path = toPath(place.path, property);
  return { kind: "column", path, scalar: toScalarKind(place.metadata, path) };
}

/** What the values of a column are in JSON. */
export function toScalarKind(metadata: EntityMetadata, path: string): ScalarKind {
  const column = findColumn(metadata, path);
  switch (column.type) {
    case "simple-json":
      return "json";
    case "boolean":
      return "boolean";
    case "integer":
    case "float":
      return column.type;
    default:
      return "string";
  }
}

/** The column at the end of a property path that may hop over to-one relations. */
export function findColumn(metadata: EntityMetadata, path: string): EntityMetadata["columns"][number] {
  const column = metadata.findColumnWithPropertyPath(path);
  // A join column answers to the relation's own property too; a path that goes on behind it is a hop.
  if (column) return column;
  const [relation, rest] = splitAtRelation(metadata, path);
  return findColumn(relation.inverseEntityMetadata, rest);
}

/** Cuts a property path behind its first to-one relation. */
export function splitAtRelation(
  metadata: EntityMetadata,
  path: string,
): [EntityMetadata["relations"][number], string] {
  const relation = metadata.relations.find((candidate) => path.startsWith(`${candidate.propertyPath}.`));
  invariant(relation, `${metadata.name} has a property ${path}`);
  return [relation, path.slice(relation.propertyPath.length + 1)];
}

function toPath(prefix: string, property: string): string {
  return prefix === "" ? property : `${prefix}.${property}`;
}
