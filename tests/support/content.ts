import type { DataSource } from "typeorm";
import { listStoredTables } from "../../src/database/stored-tables.js";
import { deriveNodeId } from "../../src/graph/node-id.js";
import type { SourceItem } from "../../src/importing/content-source.js";
import { type ImportOptions, importContent } from "../../src/importing/import-content.js";
import type { ImportReport } from "../../src/importing/import-report.js";
import { parseNodeInput } from "../../src/importing/parse-node-input.js";
import type { TestDatabase } from "./database.js";

/** The time of writes in tests, unless a test gives another. */
export const writingTime = "2026-02-03T04:05:06.000Z";

type Value = Record<string, unknown>;

export const region = (slug: string, more: Value = {}) => ({ type: "region", slug, name: slug, ...more });
export const clinic = (slug: string, more: Value = {}) => ({ type: "clinic", slug, name: slug, ...more });
export const expert = (slug: string, more: Value = {}) => ({ type: "expert", slug, name: slug, ...more });
export const author = (slug: string, more: Value = {}) => ({
  type: "author",
  slug,
  name: slug,
  kind: "PERSON",
  ...more,
});
export const tag = (slug: string, more: Value = {}) => ({
  type: "tag",
  slug,
  name: slug,
  kind: "TOPIC",
  ...more,
});
export const post = (slug: string, more: Value = {}) => ({
  type: "post",
  slug,
  title: `Title of ${slug}`,
  status: "PUBLISHED",
  publishedAt: "2024-01-01T00:00:00.000Z",
  blocks: [],
  ...more,
});
/** The nouns with a slug: type, folder of their pages, and what makes the input of one. */
export const slugNouns = [
  ["post", "posts", post],
  ["expert", "experts", expert],
  ["clinic", "clinics", clinic],
  ["region", "regions", region],
  ["tag", "tags", tag],
  ["author", "authors", author],
] as const;

/** A change of the node that was created with the slug `first`. */
export const renamed = (noun: string, first: string) => ({ id: deriveNodeId(noun, first) });

export const text = (markdown: string) => ({ kind: "text", markdown });
export const related = (more: Value) => ({ kind: "related", ...more });
export const says = (who: string, markdown: string, more: Value = {}) => ({
  kind: "contribution",
  expert: who,
  contribution: "QUOTE",
  markdown,
  ...more,
});

type Options = Partial<Omit<ImportOptions, "database" | "open">>;

/** Imports these values as a format would hand them over; line n is the nth value. */
export async function importValues(
  database: TestDatabase,
  values: readonly unknown[],
  options: Options = {},
): Promise<ImportReport> {
  const items = values.map((value, index): SourceItem => {
    const place = { source: "test", lineOf: () => index + 1 };
    return { ordinal: index, place, ...parseNodeInput(value, place) };
  });
  const source = {
    async *items(only?: ReadonlySet<number>) {
      yield* items.filter(({ ordinal }) => only?.has(ordinal) ?? true);
    },
  };
  return await importContent({ database, open: async () => ({ source }), now: writingTime, ...options });
}

/** Every row of every table, to tell whether anything has changed. */
export async function dumpTables({
  source,
}: Pick<TestDatabase, "source">): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = {};
  for (const [name, keys] of listTables(source)) {
    dump[name] = await source.query(`SELECT * FROM ${name} ORDER BY ${keys.join(", ")}`);
  }
  return dump;
}

/** The tables of the entities, each with the columns of its primary key, by name. */
export function listTables(source: DataSource): [name: string, keys: string[]][] {
  const tables = listStoredTables(source).map(({ tableName, primaryColumns }): [string, string[]] => [
    tableName,
    primaryColumns.map(({ databaseName }) => databaseName),
  ]);
  return [...new Map(tables)].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Lets the keys of new rows begin at 1 again. */
export async function restartKeys({ source }: Pick<TestDatabase, "source">): Promise<void> {
  if (source.options.type === "better-sqlite3") {
    await source.query("DELETE FROM sqlite_sequence");
    return;
  }
  const sequences: { name: string }[] = await source.query(
    "SELECT sequencename AS name FROM pg_sequences WHERE schemaname = current_schema()",
  );
  for (const { name } of sequences) await source.query(`ALTER SEQUENCE ${name} RESTART`);
}

/** Those of the statements that can change anything; the one that only claims the right to write cannot. */
export function listWrites(statements: readonly string[]): string[] {
  return statements.filter(
    (statement) => /^(?:INSERT|UPDATE|DELETE|REPLACE)/i.test(statement) && !statement.endsWith("WHERE FALSE"),
  );
}

/** Changes since the database was opened: `CREATED post`, in order. */
export async function readChangeLog({ source }: TestDatabase): Promise<string[]> {
  const rows: { kind: string; noun: string }[] = await source.query(
    "SELECT kind, noun FROM change_log ORDER BY sequence",
  );
  return rows.map(({ kind, noun }) => `${kind} ${noun}`);
}
