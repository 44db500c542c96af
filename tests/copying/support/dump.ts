import { dumpTables } from "../../support/content.js";
import type { TestDatabase } from "../../support/database.js";

/** All rows but the counts of changes, which each database makes for itself; truth values alike. */
export async function dump(database: Pick<TestDatabase, "source">): Promise<Record<string, unknown[]>> {
  const { revision: _own, ...tables } = await dumpTables(database);
  return JSON.parse(
    JSON.stringify(tables)
      .replaceAll(/"telehealth":(?:1|true)/g, '"telehealth":"yes"')
      .replaceAll(/"telehealth":(?:0|false)/g, '"telehealth":"no"'),
  );
}
