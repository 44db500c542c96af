import type { Check } from "./examination.js";
import { type NounTable, toSubject } from "./noun-tables.js";
import { type ReadRow, readRows } from "./read-rows.js";

interface NodeRule {
  check: string;
  /** Property paths of the columns that the rule looks at; none where it does not concern the noun. */
  listPaths: (noun: NounTable) => readonly string[];
  /** What is wrong with a node that has been read by those paths. */
  listFaults: (row: ReadRow, noun: NounTable) => Iterable<string>;
}

/** The check that every node of every noun fulfils a rule by itself. */
export function checkNodes({ check, listPaths, listFaults }: NodeRule): Check {
  return async (examination) => {
    for (const noun of examination.nouns) {
      const paths = listPaths(noun);
      if (paths.length === 0) continue;
      for await (const row of readRows(examination, noun.metadata, withNames(noun, paths))) {
        for (const message of listFaults(row, noun)) {
          examination.found.add(check, toSubject(noun.prefix, row), message);
        }
      }
    }
  };
}

/** The paths and those that a finding names the node by. */
function withNames({ metadata }: NounTable, paths: readonly string[]): string[] {
  const hasSlug = metadata.findColumnWithPropertyPath("slug") !== undefined;
  return [...new Set(["id", ...(hasSlug ? ["slug"] : []), ...paths])];
}
