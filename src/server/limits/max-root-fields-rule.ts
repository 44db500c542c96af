import type { ASTVisitor, SelectionSetNode, ValidationContext } from "graphql";
import { Kind } from "graphql";
import { GraphError } from "../../errors.js";

/** Validation rule: an operation answers at most `maximum` root fields, those from fragments included. */
export function maxRootFieldsRule(maximum: number) {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition({ selectionSet }) {
      const found = rootResponseKeys(context, selectionSet).size;
      if (found <= maximum) return;
      const message = `The operation has ${found} root fields; the maximum is ${maximum}. Split it into several operations.`;
      context.reportError(new GraphError("TOO_MANY_ROOT_FIELDS", message, { nodes: [selectionSet] }));
    },
  });
}

/** Fields of one response key are merged and run once, so that keys are what counts. */
function rootResponseKeys(context: ValidationContext, root: SelectionSetNode): Set<string> {
  const keys = new Set<string>();
  const visitedFragments = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else collectFragment(selection.name.value);
    }
  };
  const collectFragment = (name: string): void => {
    if (visitedFragments.has(name)) return;
    visitedFragments.add(name);
    const fragment = context.getFragment(name);
    if (fragment) collect(fragment.selectionSet);
  };
  collect(root);
  return keys;
}
