import { OptionalProse } from "../graph/prose.js";
import { checkNodes } from "./check-nodes.js";
import type { NounTable } from "./noun-tables.js";
import { listProseFaults } from "./prose-faults.js";

/** Prose that a node may have beside what it is: biographies. That of posts is checked with them. */
export const checkBiographies = checkNodes({
  check: "rendered prose",
  listPaths: (noun) =>
    listProse(noun).flatMap((path) => [`${path}.markdown`, `${path}.html`, `${path}.text`]),
  *listFaults(row, noun) {
    for (const path of listProse(noun)) {
      const markdown = row[`${path}.markdown`];
      const stored = { markdown, html: row[`${path}.html`], text: row[`${path}.text`] };
      for (const fault of listProseFaults(stored)) yield `${path}: ${fault}`;
    }
  },
});

function listProse({ metadata }: NounTable): string[] {
  return metadata.embeddeds
    .filter(({ type }) => type === OptionalProse)
    .map(({ propertyPath }) => propertyPath);
}
