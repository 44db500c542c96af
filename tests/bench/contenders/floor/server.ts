import Database from "better-sqlite3";
import { toOrderSignature } from "../../../../src/planner/cursor.js";
import { type GraphqlRequest, serveBare } from "../bare-server.js";
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
  return prepared.get(operationName)?.get({ slug: variables.slug, now, signature }) as string;
});
