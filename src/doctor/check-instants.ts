import { checkNodes } from "./check-nodes.js";
import type { NounTable } from "./noun-tables.js";

/** Instants are written as `Date.toISOString` does: they are compared as text. */
export const checkInstants = checkNodes({
  check: "instants",
  listPaths,
  *listFaults(row, noun) {
    for (const path of listPaths(noun)) {
      const instant = row[path];
      if (instant === null || isInstant(String(instant))) continue;
      yield `${path} is ${instant}; it must be an instant like 2024-01-31T00:00:00.000Z`;
    }
  },
});

/** Whether a text is an instant in the one form in which instants are stored. */
export function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** Columns whose name says that they hold one. */
function listPaths({ metadata }: NounTable): string[] {
  return metadata.columns.map(({ propertyPath }) => propertyPath).filter((path) => path.endsWith("At"));
}
