import Sqlite from "better-sqlite3";

/**
 * A small SQLite file of this machine's own, beside the content: several processes may write to it at once.
 *
 * It holds nothing that could not be lost with the machine's power, so that no commit waits for the disk.
 */
export function openEmbeddedStore(file: string): Sqlite.Database {
  const store = new Sqlite(file, { timeout: 1_000 });
  try {
    store.pragma("journal_mode = WAL");
    store.pragma("synchronous = OFF");
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}
