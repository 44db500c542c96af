import Database from "better-sqlite3";
import { sqliteSearch } from "../../../../src/database/dialects/sqlite-search.js";
import { toOrderSignature } from "../../../../src/planner/cursor.js";
import { type GraphqlRequest, serveBare } from "../bare-server.js";
import { describeSearch } from "../describe-search.js";
import { statements } from "./statements.js";

const database = new Database(process.env.DATABASE_FILE ?? "", { readonly: true });
for (const pragma of ["cache_size = -32768", "mmap_size = 2147418112", "temp_store = memory"]) {
  database.pragma(pragma);
}

const signature = toOrderSignature("Post", [
  { path: "publishedAt", direction: "DESC" },
  { path: "id", direction: "DESC" },
]);
const prepared = new Map(
  Object.entries(statements).map(([name, text]) => [name, database.prepare(text).pluck()]),
);

serveBare((body) => {
  const { operationName, variables } = JSON.parse(body.toString()) as GraphqlRequest;
  const now = new Date().toISOString();
  const given =
    typeof variables.query === "string"
      ? { ...describeSearch(variables.query), match: sqliteSearch.toMatch(variables.query) }
      : { slug: variables.slug, signature };
  return prepared.get(operationName)?.get({ ...given, now }) as string;
});
