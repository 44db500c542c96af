import type { DataSource, EntityMetadata } from "typeorm";
import { createSchema } from "../content/schema.js";
import { type EntityClass, findNounRule } from "../graph/plan-rules.js";

/** The table of a noun whose nodes have ids. */
export interface NounTable {
  /** First part of its ids, by which the change log names it. */
  prefix: string;
  metadata: EntityMetadata;
}

/** The tables of all nouns with ids, as the schema declares them, in the order of their prefixes. */
export async function listNounTables(source: DataSource): Promise<NounTable[]> {
  classes ??= listNounClasses();
  const tables = [...(await classes)].map(([prefix, target]) => ({
    prefix,
    metadata: source.getMetadata(target),
  }));
  return tables.sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

/** What a finding calls a node: by its slug, where it has one. */
export function toSubject(noun: string, { slug, id }: Readonly<Record<string, unknown>>): string {
  return typeof slug === "string" ? `${noun} ${slug}` : String(id);
}

/** The schema is the same for as long as the process lives. */
let classes: ReturnType<typeof listNounClasses> | undefined;

/** Entity class by id prefix. */
async function listNounClasses(): Promise<Map<string, EntityClass>> {
  const types = Object.values((await createSchema()).getTypeMap());
  return new Map(
    types.flatMap((type) => {
      const rule = findNounRule(type);
      return rule?.idPrefix === undefined ? [] : [[rule.idPrefix, rule.target]];
    }),
  );
}
