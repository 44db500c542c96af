import { checkDatabase, type Database, noAnswer } from "./database.js";

/** Whether requests are answered, and what is the matter with the database all the same. */
export interface Readiness {
  canAnswer: boolean;
  faults: string[];
}

/**
 * A check of what `checkDatabase` finds.
 *
 * That the database is out of reach keeps from nothing while a replica reads for it, unless something else was the
 * matter when it answered last.
 */
export function createReadinessCheck(
  database: Pick<Database, "source" | "reader">,
): () => Promise<Readiness> {
  let known: string[] = [];
  return async () => {
    const faults = await checkDatabase(database);
    if (!faults.includes(noAnswer)) {
      known = faults;
      return { canAnswer: faults.length === 0, faults };
    }
    return { canAnswer: known.length === 0 && database.reader.hasReplica, faults: [...faults, ...known] };
  };
}
