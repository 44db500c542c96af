import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from "graphql";
import { invariant } from "../errors.js";
import type { PlanInputs, PlannedArguments } from "./plan-inputs.js";

/** The parts of a running operation that decide what is selected. */
export interface Operation {
  schema: GraphQLSchema;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  inputs: PlanInputs;
}

/** One response key of a selection set, merged from all the places that select it. */
export interface CollectedField {
  key: string;
  name: string;
  /** All field nodes of this key; their selection sets belong together. */
  nodes: readonly [FieldNode, ...FieldNode[]];
}

/**
 * The fields that are selected on an object of `type`, in the order of the response.
 *
 * GraphQL specification (October 2021), section 6.3.2, CollectFields: fragments spread once, `@skip` and
 * `@include` obeyed, nodes of one response key merged.
 */
export function collectFields(
  operation: Operation,
  type: GraphQLObjectType,
  parents: readonly { selectionSet?: SelectionSetNode | undefined }[],
): CollectedField[] {
  const groups = new Map<string, [FieldNode, ...FieldNode[]]>();
  const visited = new Set<string>();
  const walk = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      // As graphql-js: a directive of a spread that adds nothing is not looked at, and may be wrong.
      if (isVisited(visited, selection) || !operation.inputs.isIncluded(selection)) continue;
      if (selection.kind === "Field") addTo(groups, selection);
      else walk(expandFragment({ operation, type, visited }, selection));
    }
  };
  for (const parent of parents) walk(parent.selectionSet?.selections ?? []);
  return [...groups].map(([key, nodes]) => ({ key, name: nodes[0].name.value, nodes }));
}

/** The arguments of a field; validation made sure that all its nodes have the same. */
export function argumentsOf(
  operation: Operation,
  definition: GraphQLField<unknown, unknown>,
  field: CollectedField,
): PlannedArguments {
  return operation.inputs.argumentsOf(definition, field.nodes[0]);
}

/** The object type that a field gives, without its list and non-null wrappers. */
export function getObjectType(definition: GraphQLField<unknown, unknown>): GraphQLObjectType {
  const type = getNamedType(definition.type);
  invariant(isObjectType(type), `${definition.name} gives an object`);
  return type;
}

function addTo(groups: Map<string, [FieldNode, ...FieldNode[]]>, node: FieldNode): void {
  const key = node.alias?.value ?? node.name.value;
  const group = groups.get(key);
  if (group) group.push(node);
  else groups.set(key, [node]);
}

function isVisited(visited: ReadonlySet<string>, selection: SelectionNode): boolean {
  return selection.kind === "FragmentSpread" && visited.has(selection.name.value);
}

function expandFragment(
  { operation, type, visited }: { operation: Operation; type: GraphQLObjectType; visited: Set<string> },
  selection: Exclude<SelectionNode, FieldNode>,
): readonly SelectionNode[] {
  if (selection.kind === "InlineFragment") {
    return appliesTo(operation.schema, selection, type) ? selection.selectionSet.selections : [];
  }
  const name = selection.name.value;
  visited.add(name);
  const fragment = operation.fragments[name];
  invariant(fragment, "validation refused spreads of unknown fragments");
  return appliesTo(operation.schema, fragment, type) ? fragment.selectionSet.selections : [];
}

function appliesTo(
  schema: GraphQLSchema,
  fragment: FragmentDefinitionNode | InlineFragmentNode,
  type: GraphQLObjectType,
): boolean {
  if (!fragment.typeCondition) return true;
  const condition = typeFromAST(schema, fragment.typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}
