import { isInstant } from "./check-instants.js";
import { checkNodes } from "./check-nodes.js";
import type { NounTable } from "./noun-tables.js";

/** Days are days of the calendar, written in the one way in which they are compared as text. */
export const checkDays = checkNodes({
  check: "days",
  listPaths,
  *listFaults(row, noun) {
    for (const path of listPaths(noun)) {
      const day = row[path];
      if (day === null || isDay(String(day))) continue;
      yield `${path} is ${day}; it must be a day of the calendar like 2024-01-31`;
    }
  },
});

export function isDay(text: string): boolean {
  return isInstant(`${text}T00:00:00.000Z`);
}

/** Columns whose name says that they hold one. */
function listPaths({ metadata }: NounTable): string[] {
  return metadata.columns.map(({ propertyPath }) => propertyPath).filter((path) => path.endsWith("On"));
}
