import { kindsByDepth } from "../content/regions/region.writer.js";
import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";

interface RegionPair {
  slug: string;
  kind: string;
  parent: string;
  parent_kind: string;
}

/** The kind of a region is that of its depth; the database itself holds that countries, and they alone, have no parent. */
export async function checkRegionKinds(examination: Examination): Promise<void> {
  const fitting = kindsByDepth
    .slice(1)
    .map((kind, depth) => `region.kind = '${kind}' AND parent.kind = '${kindsByDepth[depth]}'`);
  await addFaultyRows<RegionPair>(examination, {
    check: "region kinds",
    statement: `SELECT region.slug AS slug, region.kind AS kind, parent.slug AS parent, parent.kind AS parent_kind
      FROM region JOIN region AS parent ON parent.row_id = region.parent_row_id
      WHERE NOT (${fitting.join(" OR ")}) ORDER BY region.row_id`,
    describe: ({ slug, kind, parent, parent_kind }) => ({
      subject: `region ${slug}`,
      message: `is a ${kind} in the ${parent_kind} ${parent}; countries hold states, and states hold cities`,
    }),
  });
}
