import type { ASTVisitor, FieldNode, SelectionNode, SelectionSetNode, ValidationContext } from "graphql";
import { Kind } from "graphql";
import { GraphError } from "../../errors.js";
import { memoizeByFragment } from "./memoize-by-fragment.js";

/**
 * Validation rule: no field lies deeper than `limits.depth`, counted from 1 at the root, through fragments.
 *
 * What is selected inside `__schema` and `__type` has a bound of its own, because the standard
 * introspection query follows `ofType` further than any page needs to go.
 */
export function maxDepthRule(limits: { depth: number; introspectionDepth: number }) {
  return (context: ValidationContext): ASTVisitor => {
    const measure = depthMeasure(context);
    const report = (node: FieldNode | SelectionSetNode, found: number, maximum: number) => {
      const message = `Selections are nested ${found} deep; the maximum is ${maximum}. Ask for the deeper part in a second operation.`;
      context.reportError(new GraphError("QUERY_TOO_DEEP", message, { nodes: [node] }));
    };
    return {
      OperationDefinition({ selectionSet }) {
        const found = measure(selectionSet);
        if (found > limits.depth) report(selectionSet, found, limits.depth);
      },
      Field(field) {
        if (!isIntrospection(field) || !field.selectionSet) return;
        const found = 1 + measure(field.selectionSet);
        if (found > limits.introspectionDepth) report(field, found, limits.introspectionDepth);
      },
    };
  };
}

function depthMeasure(context: ValidationContext): (selectionSet: SelectionSetNode) => number {
  const measureFragment = memoizeByFragment(context, (fragment) => measure(fragment.selectionSet));
  const measure = ({ selections }: SelectionSetNode): number =>
    selections.reduce((deepest, selection) => Math.max(deepest, measureSelection(selection)), 0);
  const measureSelection = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet);
    return 1 + (selection.selectionSet && !isIntrospection(selection) ? measure(selection.selectionSet) : 0);
  };
  return measure;
}

function isIntrospection(field: FieldNode): boolean {
  return field.name.value === "__schema" || field.name.value === "__type";
}
