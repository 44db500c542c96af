/**
 * Pairs wanted items with stored ones: by the first rule that holds, items in order, each stored item once.
 *
 * An earlier rule is tried for all items before a later one.
 */
export function matchStored<Wanted, Stored>(
  wanted: readonly Wanted[],
  stored: readonly Stored[],
  rules: readonly ((wanted: Wanted, stored: Stored) => boolean)[],
): Map<Wanted, Stored> {
  const pairs = new Map<Wanted, Stored>();
  const free = new Set(stored);
  for (const rule of rules) {
    for (const item of wanted) {
      if (free.size === 0) return pairs;
      const match = pairs.has(item) ? undefined : [...free].find((candidate) => rule(item, candidate));
      if (match === undefined) continue;
      pairs.set(item, match);
      free.delete(match);
    }
  }
  return pairs;
}
