import Database from "better-sqlite3";

/**
 * Inserts every row of one database into another that is empty, by one prepared statement per table in one
 * transaction, and prints the seconds that the inserts and the commit took; reading the rows is not counted.
 */
const [, , from = "", to = ""] = process.argv;
const source = new Database(from, { readonly: true });
const target = new Database(to);
// As Colloquy opens its database.
for (const pragma of ["journal_mode = WAL", "cache_size = -32768", "mmap_size = 2147418112"]) {
  target.pragma(pragma);
}

const rowsAtOnce = 500;
let milliseconds = 0;

function measure(work: () => void): void {
  const begin = performance.now();
  work();
  milliseconds += performance.now() - begin;
}

function copyTable(table: string): void {
  const columns = source.prepare(`SELECT * FROM ${table} LIMIT 0`).columns();
  const insert = target.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => "?").join(",")})`);
  let rows: unknown[][] = [];
  const flush = () => {
    measure(() => {
      for (const row of rows) insert.run(row);
    });
    rows = [];
  };
  for (const row of source.prepare(`SELECT * FROM ${table}`).raw().iterate()) {
    rows.push(row as unknown[]);
    if (rows.length === rowsAtOnce) flush();
  }
  flush();
}

const tables = source
  .prepare<[], string>(
    // The rows of `revision` and `schema_compatibility` are there already. Neither virtual tables nor what lies below them: such an index is written by other means than rows.
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('migrations', 'revision', 'schema_compatibility') ORDER BY name",
  )
  .pluck()
  .all();
measure(() => target.exec("BEGIN"));
// Foreign keys are checked as they are for an import, but in whatever order the tables come.
target.pragma("defer_foreign_keys = ON");
for (const table of tables) copyTable(table);
measure(() => target.exec("COMMIT"));
target.close();
process.stdout.write(`${milliseconds / 1_000}\n`);
