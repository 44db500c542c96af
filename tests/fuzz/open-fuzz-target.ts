import { resolve } from "node:path";
import { createSchema } from "../../src/content/schema.js";
import type { Database } from "../../src/database/database.js";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import { openTestDatabase } from "../support/database.js";
import type { Engine } from "../support/engines.js";
import { openExits, testNow } from "../support/exits.js";
import { writeNodes } from "../support/write-nodes.js";
import { readContentPools } from "./content-pools.js";
import { oddContent } from "./odd-content.js";
import type { FuzzTarget } from "./run-operations.js";

const seeds = resolve(import.meta.dirname, "../../seeds");

export interface OpenFuzzTarget extends FuzzTarget {
  /** That of the first engine. */
  database: Database;
  close(): Promise<void>;
}

/** The real schema over databases, one of each engine, that hold the seeds and odd content. */
export async function openFuzzTarget([first, ...others]: readonly [
  Engine,
  ...Engine[],
]): Promise<OpenFuzzTarget> {
  const schema = await createSchema();
  const database = await openFilled(first);
  const databases = [database, ...(await Promise.all(others.map(openFilled)))];
  const exits = openExits(schema, database);
  const pools = await readContentPools(schema, database, exits);
  return {
    database,
    schema,
    exits: [exits, ...databases.slice(1).map((other) => openExits(schema, other))],
    pools,
    async close() {
      for (const each of databases) await each.close();
    },
  };
}

async function openFilled(engine: Engine): Promise<Database> {
  const database = await openTestDatabase(engine);
  await importContent({ database, open: (manager) => openPath(manager, seeds, "markdown"), now: testNow });
  await writeNodes(database, oddContent);
  return database;
}
