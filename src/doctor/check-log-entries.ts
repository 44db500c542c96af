import { parseNodeId } from "../graph/node-id.js";
import { ChangeLog } from "../writing/change-log.entity.js";
import { isInstant } from "./check-instants.js";
import type { Examination } from "./examination.js";
import { type ReadRow, readRows } from "./read-rows.js";

/** Entries of the change log have sequences 1, 2, 3, …, and speak of nouns, ids and instants. */
export async function checkLogEntries(examination: Examination): Promise<void> {
  const { manager, nouns, found } = examination;
  const table = manager.connection.getMetadata(ChangeLog);
  const prefixes = new Set<unknown>(nouns.map(({ prefix }) => prefix));
  let last = 0;
  for await (const entry of readRows(examination, table, ["at", "noun", "nodeId"])) {
    const subject = `entry ${entry.key}`;
    if (entry.key !== last + 1)
      found.add("change log", subject, `comes after ${last}; it must be ${last + 1}`);
    for (const fault of listEntryFaults(entry, prefixes)) found.add("change log", subject, fault);
    last = entry.key;
  }
}

function* listEntryFaults({ noun, nodeId, at }: ReadRow, prefixes: ReadonlySet<unknown>): Generator<string> {
  if (!prefixes.has(noun))
    yield `names the noun ${noun}, which is none; nouns are ${[...prefixes].join(", ")}`;
  else if (parseNodeId(String(nodeId)) !== noun) yield `names ${nodeId}, which is no id of the noun ${noun}`;
  if (!isInstant(String(at))) yield `is of ${at}; it must be an instant like 2024-01-31T00:00:00.000Z`;
}
