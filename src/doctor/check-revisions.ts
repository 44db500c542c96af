import { PostWord } from "../content/related-posts/post-word.entity.js";
import { listStoredTables } from "../database/stored-tables.js";
import { ChangeLog } from "../writing/change-log.entity.js";
import { Revision } from "../writing/revision.entity.js";
import type { Examination } from "./examination.js";

/** Tables whose changes nobody needs to hear of. */
const uncounted = new Set<unknown>([ChangeLog, PostWord, Revision]);

/** Every content table counts its changes: caches ask for the number. */
export async function checkRevisions({ manager, found }: Examination): Promise<void> {
  const rows: { table_name: string }[] = await manager.query("SELECT table_name FROM revision");
  const counted = new Set(rows.map(({ table_name }) => table_name));
  const content = listStoredTables(manager.connection).filter(({ target }) => !uncounted.has(target));
  for (const table of new Set(content.map(({ tableName }) => tableName))) {
    if (counted.has(table)) continue;
    found.add(
      "revisions",
      `table ${table}`,
      "has no row in revision, so that caches do not hear of its changes",
    );
  }
}
