import pg from "pg";
import { postgresSearch } from "../../../../src/database/dialects/postgres-search.js";
import { toOrderSignature } from "../../../../src/planner/cursor.js";
import { poolSize, readSettings } from "../../postgres/postgres.js";
import { type GraphqlRequest, serveBare } from "../bare-server.js";
import { describeSearch } from "../describe-search.js";
import { statements } from "./statements.js";

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  options: readSettings,
  max: poolSize,
});

const signature = toOrderSignature("Post", [
  { path: "publishedAt", direction: "DESC" },
  { path: "id", direction: "DESC" },
]);

/** A statement takes as many of them as it names. */
function listValues({ slug, query }: GraphqlRequest["variables"]): unknown[] {
  const now = new Date().toISOString();
  if (typeof query !== "string") return [slug, now, signature];
  const described = describeSearch(query);
  return [postgresSearch.toMatch(query), now, described.signature, described.subject];
}

serveBare(async (body) => {
  const { operationName: name, variables } = JSON.parse(body.toString()) as GraphqlRequest;
  const text = statements[name] ?? "";
  const values = listValues(variables).filter((_, place) => text.includes(`$${place + 1}`));
  const { rows } = await pool.query<[string]>({ name, text, values, rowMode: "array" });
  return rows[0]?.[0] ?? "";
});
