import { parseStringList } from "../content/string-list.js";
import { checkNodes } from "./check-nodes.js";
import type { NounTable } from "./noun-tables.js";

/** Lists are JSON as JSON.stringify writes it: answers take the text as it is. */
export const checkLists = checkNodes({
  check: "lists",
  listPaths,
  *listFaults(row, noun) {
    for (const path of listPaths(noun)) {
      const text = String(row[path]);
      const list = parseList(text);
      if (!list) yield `${path} is ${text}; it must be a JSON array of strings`;
      else if (JSON.stringify(list) !== text) {
        yield `${path} is ${text}; it must be written as ${JSON.stringify(list)}, for answers take it as it is`;
      }
    }
  },
});

/** The strings of a JSON array; undefined when the text is anything else. */
export function parseList(text: string): string[] | undefined {
  try {
    return parseStringList(text);
  } catch {
    return undefined;
  }
}

function listPaths({ metadata }: NounTable): string[] {
  return metadata.columns
    .filter(({ type }) => type === "simple-json")
    .map(({ propertyPath }) => propertyPath);
}
