import { deriveNodeId } from "../../graph/node-id.js";

/** What ids of parts derive from, behind the id of their post: each name, and how often it has come so far. */
export function toNaturalKeys(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name}/${count}`;
  });
}

/** The stored id of a part, when an import into an empty database would not derive the same one. */
export function findUnderivableId(
  noun: string,
  { post, naturalKey, id }: { post: string; naturalKey: string | undefined; id: string },
): string | undefined {
  return deriveNodeId(noun, `${post}/${naturalKey}`) === id ? undefined : id;
}
