import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "@jest/globals";

const root = import.meta.dirname;

/** Test files that open a database and run on one engine without saying so by `describeOn`, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  "commands/documents.test.ts": "documents beside the schema; the server that answers them keeps nothing",
  "config.test.ts": "reads URLs and opens nothing",
  "content/search-engines.property.test.ts": "both engines side by side in each of its runs",
  "database/reading/inline-reads.test.ts": "SQLite's connection in this process",
  "database/reading/json-number.test.ts": "SQLite's function json_number",
  "database/reading/reader-pool.test.ts": "SQLite's reader processes",
  "database/reading/revisions.test.ts":
    "how SQLite counts changes; database/revisions.test.ts has both engines",
  "database/reading/slow-reads.test.ts": "which statements SQLite runs in another process",
  "database/sqlite-dialect.test.ts": "SQLite's JSON text; planner/both-exits.test.ts has both engines",
  "planner/sqlite-query-plans.test.ts": "SQLite's plans; PostgreSQL's are beside it",
  "playground/explain-pane.browser.test.ts": "a page that shows what the server says of either engine",
  "playground/limits.browser.test.ts": "a page that shows what the server refuses",
  "playground/playground.browser.test.ts": "a page that knows no engine",
  "server/access/cross-origin.browser.test.ts": "what a browser makes of headers, which are the same",
  "server/access/cross-origin.test.ts": "headers, which are the same whatever is read",
  "server/answers/slow-statements.test.ts":
    "SQLite's reader processes behind a server; PostgreSQL's time limit is in database/postgres/pool.test.ts",
};

/** What opens a database, or tells a program of its own where one is. */
const opens = /\b(?:openDatabase|createDatabasePlace)\(|\bDATABASE_URL:|["`]sqlite:/;

/** What says on which engines; copies go from one to another. */
const saysWhich =
  /\b(?:describeEachDatabase|describeClient|describeOn|listEngines)\(|\bdescribe\.each\((?:ways|directions)\)/;

const read = (file: string) => readFileSync(file, "utf8");

/** A file and all files of the tests that it imports for more than their types. */
function listModules(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !file.startsWith(root)) return known;
  known.add(file);
  for (const [, target = ""] of read(file).matchAll(
    /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";/gms,
  )) {
    const path = resolve(dirname(file), target.replace(/\.js$/, ".ts"));
    if (existsSync(path)) listModules(path, known);
  }
  return known;
}

function isSilent(file: string): boolean {
  return !saysWhich.test(read(file)) && [...listModules(file)].some((module) => opens.test(read(module)));
}

test("every test that opens a database says on which engines", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join(root, file));
  expect(files.filter((file) => saysWhich.test(read(file))).length).toBeGreaterThan(60);
  const silent = files.filter(isSilent).map((file) => relative(root, file));
  // Wrap a new one in describeEachDatabase, or in describeOn where it is about one engine; take a name away with its file.
  expect(silent.sort()).toEqual(Object.keys(exceptions).sort());
});
