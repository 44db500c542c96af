import { randomBytes } from "node:crypto";
import pg from "pg";
import { entities } from "../../../src/content/nouns.js";
import { migrateDatabase, openDatabase } from "../../../src/database/database.js";

/** Key of the lock under which the template is made. */
const templateLock = 1;

interface PostgresDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated database without content: a copy, which takes a tenth of the time of the migrations. */
export async function createFromTemplate(): Promise<PostgresDatabase> {
  await ensureTemplate();
  return await createDatabase(`TEMPLATE ${templateName()}`);
}

/** A database with nothing in it. */
export async function createEmpty(): Promise<PostgresDatabase> {
  return await createDatabase("");
}

async function createDatabase(from: string): Promise<PostgresDatabase> {
  const name = `colloquy_${randomBytes(8).toString("hex")}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} ${from}`));
  return {
    url: urlOf(name),
    drop: () => onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

let isTemplateThere = false;

/** Every worker process needs it; the first one makes it. */
async function ensureTemplate(): Promise<void> {
  if (isTemplateThere) return;
  await onServer(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [templateLock]);
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [templateName()]);
    if (rowCount === 0) await makeTemplate(client);
  });
  isTemplateThere = true;
}

async function makeTemplate(client: pg.Client): Promise<void> {
  await client.query(`CREATE DATABASE ${templateName()}`);
  const database = await openDatabase({ url: urlOf(templateName()), entities });
  await migrateDatabase(database);
  await database.close();
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(process.env.TEST_POSTGRES_URL);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function templateName(): string {
  return process.env.TEST_POSTGRES_TEMPLATE ?? "";
}

function urlOf(database: string): string {
  const url = new URL(process.env.TEST_POSTGRES_URL ?? "");
  url.pathname = `/${database}`;
  return url.href;
}
