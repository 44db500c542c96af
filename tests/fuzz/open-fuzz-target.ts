import { resolve } from "node:path";
import { entities } from "../../src/content/nouns.js";
import { createSchema } from "../../src/content/schema.js";
import {
  type Database,
  migrateDatabase,
  openDatabase,
  scratchDatabaseUrl,
} from "../../src/database/database.js";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import { openExits, testNow } from "../support/exits.js";
import { writeNodes } from "../support/write-nodes.js";
import { readContentPools } from "./content-pools.js";
import { oddContent } from "./odd-content.js";
import type { FuzzTarget } from "./run-operations.js";

const seeds = resolve(import.meta.dirname, "../../seeds");

export interface OpenFuzzTarget extends FuzzTarget {
  database: Database;
  close(): Promise<void>;
}

/** The real schema over a database in memory that holds the seeds and odd content. */
export async function openFuzzTarget(): Promise<OpenFuzzTarget> {
  const database = await openDatabase({ url: scratchDatabaseUrl, entities });
  await migrateDatabase(database);
  await importContent({ database, open: (manager) => openPath(manager, seeds, "markdown"), now: testNow });
  await writeNodes(database, oddContent);
  const schema = await createSchema();
  const exits = openExits(schema, database);
  const pools = await readContentPools(schema, database, exits);
  return { database, schema, exits, pools, close: () => database.close() };
}
