import { addFaultyRows } from "./add-faulty-rows.js";
import type { Check, Examination } from "./examination.js";
import { type NounTable, toSubject } from "./noun-tables.js";

const check = "change log";

/** Nodes are there when the last entry of the change log about them does not say DELETED, and only then. */
export const checkLogNodes: Check = async (examination) => {
  for (const noun of examination.nouns) {
    await addUnrecorded(examination, noun);
    await addLost(examination, noun);
  }
};

async function addUnrecorded(examination: Examination, { prefix, metadata }: NounTable): Promise<void> {
  const slug = metadata.findColumnWithPropertyPath("slug") ? "slug" : "NULL AS slug";
  await addFaultyRows<{ id: string; slug: string | null; last: string | null }>(examination, {
    check,
    statement: `SELECT id, slug, last FROM (
        SELECT id, ${slug}, (SELECT kind FROM change_log AS entry WHERE entry.node_id = node.id
          ORDER BY sequence DESC LIMIT 1) AS last
        FROM "${metadata.tableName}" AS node) AS nodes
      WHERE last IS NULL OR last = 'DELETED' ORDER BY id`,
    describe: ({ last, ...node }) => ({
      subject: toSubject(prefix, node),
      message:
        last === null
          ? `is there, but no entry says that ${node.id} was CREATED`
          : `is there, but the last entry of ${node.id} says ${last}`,
    }),
  });
}

async function addLost(examination: Examination, { prefix, metadata }: NounTable): Promise<void> {
  await addFaultyRows<{ sequence: number; node_id: string; kind: string }>(examination, {
    check,
    statement: `SELECT sequence, node_id, kind FROM change_log AS entry
      WHERE noun = '${prefix}' AND kind <> 'DELETED'
        AND NOT EXISTS (SELECT 1 FROM "${metadata.tableName}" AS node WHERE node.id = entry.node_id)
        AND NOT EXISTS (SELECT 1 FROM change_log AS later
          WHERE later.node_id = entry.node_id AND later.sequence > entry.sequence)
      ORDER BY sequence`,
    describe: ({ sequence, node_id, kind }) => ({
      subject: `entry ${sequence}`,
      message: `is the last of ${node_id} and says ${kind}, but there is no such ${prefix}`,
    }),
  });
}
