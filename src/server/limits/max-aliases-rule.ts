import type { ASTVisitor, SelectionNode, SelectionSetNode, ValidationContext } from "graphql";
import { Kind } from "graphql";
import { GraphError } from "../../errors.js";
import { memoizeByFragment } from "./memoize-by-fragment.js";

/** Beyond this the exact number helps nobody, and doubling fragments make it astronomical. */
const countedExactly = 10_000;

/** Validation rule: an operation has at most `maximum` aliases; a fragment's count once per spread. */
export function maxAliasesRule(maximum: number) {
  return (context: ValidationContext): ASTVisitor => {
    const count = aliasCount(context);
    return {
      OperationDefinition({ selectionSet }) {
        const found = count(selectionSet);
        if (found <= maximum) return;
        const many = found > countedExactly ? `more than ${countedExactly}` : found;
        const message = `The operation has ${many} aliases; the maximum is ${maximum}. Split it into several operations.`;
        context.reportError(new GraphError("TOO_MANY_ALIASES", message, { nodes: [selectionSet] }));
      },
    };
  };
}

function aliasCount(context: ValidationContext): (selectionSet: SelectionSetNode) => number {
  const countInFragment = memoizeByFragment(context, (fragment) => count(fragment.selectionSet));
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => sum + countInSelection(selection), 0);
  const countInSelection = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return countInFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return count(selection.selectionSet);
    return (selection.alias ? 1 : 0) + (selection.selectionSet ? count(selection.selectionSet) : 0);
  };
  return count;
}
