import pg from "pg";
import { toOrderSignature } from "../../../../src/planner/cursor.js";
import { poolSize, readSettings } from "../../postgres/postgres.js";
import { type GraphqlRequest, serveBare } from "../bare-server.js";
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

serveBare(async (body) => {
  const { operationName: name, variables } = JSON.parse(body.toString()) as GraphqlRequest;
  const text = statements[name] ?? "";
  const given = [variables.slug, new Date().toISOString(), ...(text.includes("$3") ? [signature] : [])];
  const { rows } = await pool.query<[string]>({ name, text, values: given, rowMode: "array" });
  return rows[0]?.[0] ?? "";
});
