import { toNameKey } from "../graph/name-key.js";
import { checkNodes } from "./check-nodes.js";
import type { NounTable } from "./noun-tables.js";

/** Each column `…Key` holds the name key of the column that it is named after. */
export const checkNameKeys = checkNodes({
  check: "name keys",
  listPaths: (noun) => listNames(noun).flatMap((name) => [name, `${name}Key`]),
  *listFaults(row, noun) {
    for (const name of listNames(noun)) {
      const right = toNameKey(String(row[name]));
      const key = row[`${name}Key`];
      if (key !== right) yield `has the key “${key}”; that of its ${name} “${row[name]}” is “${right}”`;
    }
  },
});

function listNames({ metadata }: NounTable): string[] {
  return metadata.columns
    .map(({ propertyPath }) => propertyPath)
    .filter((path) => metadata.findColumnWithPropertyPath(`${path}Key`));
}
