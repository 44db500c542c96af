import { addFaultyRows } from "./add-faulty-rows.js";
import type { Check, Examination } from "./examination.js";
import type { NounTable } from "./noun-tables.js";

const check = "former slugs";

interface Row {
  slug: string;
  node_id: string;
}

/** A former slug leads to a node that there is, or was, and that has another slug today. */
export const checkFormerSlugs: Check = async (examination) => {
  for (const noun of examination.nouns) {
    if (!noun.metadata.findColumnWithPropertyPath("slug")) continue;
    await addRegained(examination, noun);
    await addUnknown(examination, noun);
  }
};

async function addRegained(examination: Examination, { prefix, metadata }: NounTable): Promise<void> {
  await addFaultyRows<Row>(examination, {
    check,
    statement: `SELECT former.slug, node_id FROM former_slug AS former
        JOIN "${metadata.tableName}" AS node ON node.id = node_id
      WHERE noun = '${prefix}' AND node.slug = former.slug ORDER BY former.slug`,
    describe: ({ slug, node_id }) => ({
      subject: `${prefix} ${slug}`,
      message: `is said to be a former slug of ${node_id}, which has it today`,
    }),
  });
}

async function addUnknown(examination: Examination, { prefix, metadata }: NounTable): Promise<void> {
  await addFaultyRows<Row>(examination, {
    check,
    statement: `SELECT slug, node_id FROM former_slug AS former
      WHERE noun = '${prefix}'
        AND NOT EXISTS (SELECT 1 FROM "${metadata.tableName}" AS node WHERE node.id = former.node_id)
        AND NOT EXISTS (SELECT 1 FROM change_log AS entry WHERE entry.node_id = former.node_id)
      ORDER BY slug`,
    describe: ({ slug, node_id }) => ({
      subject: `${prefix} ${slug}`,
      message: `is said to be a former slug of ${node_id}, which never was`,
    }),
  });
}
