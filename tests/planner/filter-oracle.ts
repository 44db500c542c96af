import type { Database } from "../../src/database/database.js";
import { toNameKey } from "../../src/graph/name-key.js";
import { testNow } from "../support/exits.js";

/** A row as filters see it, joined in memory. */
export interface OracleRow {
  id: string;
  /** Whether readers see it. */
  isSeen: boolean;
  columns: Record<string, unknown>;
  /** Name keys, by the field that compares them. */
  keys: Record<string, string>;
  ones: Record<string, OracleRow | undefined>;
  lists: Record<string, OracleRow[]>;
}

/** All rows of each noun. */
export type Oracle = Record<string, OracleRow[]>;

type Raw = Record<string, unknown>;
type Where = Record<string, unknown>;

/** Whether the row is seen and fits the filter, by the words of the schema and no SQL. */
export function fits(row: OracleRow, where: Where): boolean {
  return row.isSeen && holds(row, where);
}

function holds(row: OracleRow, where: Where): boolean {
  return listGiven(where).every(([name, operand]) => {
    if (name === "and") return toList<Where>(operand).every((part) => holds(row, part));
    if (name === "or") return toList<Where>(operand).some((part) => holds(row, part));
    if (name === "not") return !holds(row, operand as Where);
    return holdsField(row, name, operand as Where);
  });
}

function holdsField(row: OracleRow, name: string, operand: Where): boolean {
  if (name in row.keys) return compare(row.keys[name], toKeyOperators(operand));
  if (name in row.columns) return compare(row.columns[name], operand);
  if (name in row.ones) return row.ones[name] !== undefined && fits(row.ones[name], operand);
  return listGiven(operand).every(([quantifier, where]) => {
    const isAny = (row.lists[name] ?? []).some((related) => fits(related, where as Where));
    return quantifier === "some" ? isAny : !isAny;
  });
}

/** Names compare by their keys; a prefix that ends in white space asks for the end of a word. */
function toKeyOperators(operators: Where): Where {
  const toKey = (operator: string, name: string) =>
    operator === "startsWith" && /\s$/u.test(name) ? `${toNameKey(name)} ` : toNameKey(name);
  return Object.fromEntries(
    listGiven(operators).map(([operator, operand]) => {
      const isList = operator === "in";
      return [operator, isList ? toList<string>(operand).map(toNameKey) : toKey(operator, String(operand))];
    }),
  );
}

/** What has no value fulfils no comparison. */
function compare(value: unknown, operators: Where): boolean {
  return listGiven(operators).every(([operator, operand]) => {
    if (operator === "in") return toList(operand).includes(value);
    if (value === null || value === undefined) return false;
    if (operator === "eq") return value === operand;
    if (operator === "startsWith") return String(value).startsWith(String(operand));
    return compareInstants(operator, Date.parse(String(value)) - Date.parse(String(operand)));
  });
}

function compareInstants(operator: string, difference: number): boolean {
  switch (operator) {
    case "gt":
      return difference > 0;
    case "gte":
      return difference >= 0;
    case "lt":
      return difference < 0;
    default:
      return difference <= 0;
  }
}

/** Null counts as not given. */
function listGiven(input: Where): [string, unknown][] {
  return Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
}

/** One value stands for a list of itself. */
function toList<T>(value: unknown): T[] {
  return (Array.isArray(value) ? value : [value]) as T[];
}

/** Truth values as SQLite has them. */
function plain([column, value]: [string, unknown]): [string, unknown] {
  return [column, typeof value === "boolean" ? Number(value) : value];
}

/** Reads whole tables and joins them in memory. */
export async function readOracle({ source }: Database): Promise<Oracle> {
  const read = async (table: string): Promise<Raw[]> => {
    const rows: Raw[] = await source.query(`SELECT * FROM ${table}`);
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(plain)) as Raw);
  };
  const raw = {
    Post: await read("post"),
    Tag: await read("tag"),
    Region: await read("region"),
    Clinic: await read("clinic"),
    Expert: await read("expert"),
    Author: await read("author"),
    Contribution: await read("contribution"),
    Link: await read("link"),
    Source: await read("source"),
    Correction: await read("correction"),
  };
  const rows = Object.fromEntries(
    Object.entries(raw).map(([noun, list]) => [
      noun,
      new Map(list.map((found) => [found.row_id, toRow(found)])),
    ]),
  );
  const oneOf = (noun: string, key: unknown) => rows[noun]?.get(key);
  const listOf = (noun: keyof typeof raw, column: string, key: unknown) =>
    raw[noun].filter((found) => found[column] === key).flatMap((found) => oneOf(noun, found.row_id) ?? []);
  const pairs = { tags: await read("post_tag"), treatments: await read("clinic_treatment") };
  const others = (of: Raw[], [near, far]: [string, string], [key, noun]: [unknown, string]) =>
    of.filter((pair) => pair[near] === key).flatMap((pair) => oneOf(noun, pair[far]) ?? []);
  const around = (key: unknown): OracleRow[] => {
    const region = raw.Region.find((found) => found.row_id === key);
    const row = oneOf("Region", key);
    return region && row ? [row, ...around(region.parent_row_id)] : [];
  };
  const clinicOf = (key: unknown) => raw.Clinic.find((found) => found.row_id === key);
  const relate = (noun: keyof typeof raw, relations: (found: Raw) => Pick<OracleRow, "ones" | "lists">) => {
    for (const found of raw[noun]) Object.assign(oneOf(noun, found.row_id) ?? {}, relations(found));
  };

  relate("Post", ({ row_id, author_row_id }) => {
    const said = raw.Contribution.filter((found) => found.post_row_id === row_id);
    const clinics = said.map((found) => clinicOf(found.clinic_row_id));
    return {
      ones: { author: oneOf("Author", author_row_id) },
      lists: {
        contributions: listOf("Contribution", "post_row_id", row_id),
        experts: said.flatMap((found) => oneOf("Expert", found.expert_row_id) ?? []),
        clinics: said.flatMap((found) => oneOf("Clinic", found.clinic_row_id) ?? []),
        regions: clinics.flatMap((clinic) => around(clinic?.region_row_id)),
        tags: others(pairs.tags, ["post_row_id", "tag_row_id"], [row_id, "Tag"]),
        links: listOf("Link", "source_row_id", row_id),
        linkedFrom: listOf("Link", "post_row_id", row_id),
        sources: listOf("Source", "post_row_id", row_id),
        corrections: listOf("Correction", "post_row_id", row_id),
      },
    };
  });
  relate("Tag", ({ row_id, parent_row_id }) => ({
    ones: { parent: oneOf("Tag", parent_row_id) },
    lists: { posts: others(pairs.tags, ["tag_row_id", "post_row_id"], [row_id, "Post"]) },
  }));
  relate("Region", ({ row_id, parent_row_id }) => ({
    ones: { parent: oneOf("Region", parent_row_id) },
    lists: {
      children: listOf("Region", "parent_row_id", row_id),
      clinics: listOf("Clinic", "region_row_id", row_id),
    },
  }));
  relate("Clinic", ({ row_id, region_row_id }) => ({
    ones: { region: oneOf("Region", region_row_id) },
    lists: {
      regions: around(region_row_id),
      treatments: others(pairs.treatments, ["clinic_row_id", "tag_row_id"], [row_id, "Tag"]),
      experts: listOf("Expert", "clinic_row_id", row_id),
      posts: raw.Contribution.filter((found) => found.clinic_row_id === row_id).flatMap(
        (found) => oneOf("Post", found.post_row_id) ?? [],
      ),
    },
  }));
  relate("Expert", ({ row_id, clinic_row_id }) => ({
    ones: { clinic: oneOf("Clinic", clinic_row_id) },
    lists: {
      regions: around(clinicOf(clinic_row_id)?.region_row_id),
      contributions: listOf("Contribution", "expert_row_id", row_id),
      posts: raw.Contribution.filter((found) => found.expert_row_id === row_id).flatMap(
        (found) => oneOf("Post", found.post_row_id) ?? [],
      ),
    },
  }));
  relate("Author", ({ row_id }) => ({ ones: {}, lists: { posts: listOf("Post", "author_row_id", row_id) } }));
  relate("Contribution", ({ post_row_id, expert_row_id, clinic_row_id }) => ({
    ones: {
      post: oneOf("Post", post_row_id),
      expert: oneOf("Expert", expert_row_id),
      clinic: oneOf("Clinic", clinic_row_id),
    },
    lists: {},
  }));
  relate("Link", ({ source_row_id, post_row_id }) => ({
    ones: { source: oneOf("Post", source_row_id), post: oneOf("Post", post_row_id) },
    lists: {},
  }));
  for (const noun of ["Source", "Correction"] as const) {
    relate(noun, ({ post_row_id }) => ({ ones: { post: oneOf("Post", post_row_id) }, lists: {} }));
  }
  for (const noun of ["Contribution", "Link", "Source", "Correction"]) {
    for (const row of rows[noun]?.values() ?? []) {
      row.isSeen = ("source" in row.ones ? row.ones.source : row.ones.post)?.isSeen ?? false;
    }
  }
  return Object.fromEntries(Object.entries(rows).map(([noun, list]) => [noun, [...list.values()]]));
}

function toRow(raw: Raw): OracleRow {
  const { id, slug, kind, city = null, telehealth, published_at, updated_at } = raw;
  const isPost = "published_at" in raw;
  const isNamed = "name_key" in raw;
  return {
    id: String(id),
    isSeen: !isPost || (raw.status === "PUBLISHED" && String(published_at) <= testNow),
    columns: {
      id,
      ...(slug !== undefined && { slug }),
      ...(kind !== undefined && { kind }),
      ...(isPost && { publishedAt: published_at, updatedAt: updated_at }),
      ...("doi" in raw && { doi: raw.doi }),
      ...(telehealth !== undefined && { city, telehealth: telehealth === 1 }),
    },
    keys: {
      ...(isNamed && { name: String(raw.name_key) }),
      ...(isPost && { title: String(raw.title_key) }),
    },
    ones: {},
    lists: {},
  };
}
