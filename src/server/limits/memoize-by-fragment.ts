import type { FragmentDefinitionNode, ValidationContext } from "graphql";

/**
 * Looks up a number per fragment name, measuring each fragment once.
 *
 * Once is what keeps fragments that spread each other twice and twice again cheap. A fragment that
 * does not exist, or that spreads itself, counts as 0 there: other rules report it.
 */
export function memoizeByFragment(
  context: ValidationContext,
  measure: (fragment: FragmentDefinitionNode) => number,
): (fragmentName: string) => number {
  const measured = new Map<string, number>();
  return (fragmentName) => {
    const known = measured.get(fragmentName);
    if (known !== undefined) return known;
    measured.set(fragmentName, 0);
    const fragment = context.getFragment(fragmentName);
    const found = fragment ? measure(fragment) : 0;
    measured.set(fragmentName, found);
    return found;
  };
}
