import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";
import { reindexHint } from "./reindex-hint.js";

/** Clinics stand in the index of places where they lie, if they lie anywhere. */
export async function checkPlaces(examination: Examination): Promise<void> {
  const statement = examination.dialect.selectMisplaced("clinic");
  if (statement === undefined) return;
  await addFaultyRows<{ row_id: number; slug: string | null }>(examination, {
    check: "places",
    statement,
    describe: ({ row_id, slug }) =>
      slug === null
        ? { subject: `place ${row_id}`, message: `is of no clinic; ${reindexHint}` }
        : {
            subject: `clinic ${slug}`,
            message: `is looked for elsewhere than at its latitude and longitude; ${reindexHint}`,
          },
  });
}
