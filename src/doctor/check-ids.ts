import { parseNodeId } from "../graph/node-id.js";
import { checkNodes } from "./check-nodes.js";

/** Ids are well-formed and begin with their noun: with the constraint that is on each table, unique in the graph. */
export const checkIds = checkNodes({
  check: "ids",
  listPaths: () => ["id"],
  *listFaults({ id }, { prefix }) {
    if (parseNodeId(String(id)) === prefix) return;
    yield `has the id ${id}; it must be ${prefix}_ and 20 digits or lower-case letters`;
  },
});
