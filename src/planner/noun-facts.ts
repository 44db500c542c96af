import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from "graphql";
import type { DataSource, EntityMetadata } from "typeorm";
import { literal } from "../database/dialects/literal.js";
import type { TimedRows } from "../database/reading/revision-reading.js";
import { invariant } from "../errors.js";
import type { PerspectiveKind } from "../graph/perspective.js";
import {
  type AddressPart,
  type EntityClass,
  findFieldRule,
  findNounRule,
  type NounRule,
} from "../graph/plan-rules.js";

/** Seconds; of tables without a hint of their own. */
const defaultMaxAge = 60;

/** Seconds; also of answers that read no table at all, which only another version of the schema changes. */
const longestMaxAge = 3_600;

/** All that the planner knows of one noun: its GraphQL type, its rule and its table. */
export interface NounFacts {
  type: GraphQLObjectType;
  rule: NounRule;
  metadata: EntityMetadata;
}

/** The pages of a noun, each of which lies under its slug in one folder of the site. */
export interface PageFacts {
  noun: NounFacts;
  folder: string;
  /** The address of a page without that of the site. */
  parts: readonly AddressPart[];
}

/** Finds the facts of a noun by whatever names it at hand. */
export class NounCatalog {
  private readonly byTarget = new Map<EntityClass, NounFacts>();
  private readonly byPrefix = new Map<string, NounFacts>();
  private readonly byFolder = new Map<string, PageFacts>();
  private readonly maxAgeByTable = new Map<string, number>();

  constructor(
    readonly schema: GraphQLSchema,
    private readonly source: DataSource,
    private readonly perspective: PerspectiveKind = "published",
  ) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isObjectType(type)) this.register(type);
    }
  }

  /** Id prefixes of all nouns that have global ids, sorted. */
  get idPrefixes(): string[] {
    return [...this.byPrefix.keys()].sort();
  }

  getNoun(type: GraphQLObjectType): NounFacts {
    const rule = findNounRule(type);
    const facts = rule && this.byTarget.get(rule.target);
    invariant(facts, `${type.name} is a noun`);
    return facts;
  }

  findNounByPrefix(prefix: string): NounFacts | undefined {
    return this.byPrefix.get(prefix);
  }

  findPage(folder: string): PageFacts | undefined {
    return this.byFolder.get(folder);
  }

  /** The rule of a table's rows; the members of a union that share a table share when a row is seen, too. */
  getRule(metadata: EntityMetadata): NounRule {
    const [member] = metadata.childEntityMetadatas;
    const facts = this.byTarget.get((member ?? metadata).target as EntityClass);
    invariant(facts, `${metadata.name} is the table of a noun or of a union`);
    return facts.rule;
  }

  /** The noun whose rows a table holds. */
  getNounOf(metadata: EntityMetadata): NounFacts {
    const facts = this.byTarget.get(metadata.target as EntityClass);
    invariant(facts, `${metadata.name} is the table of a noun`);
    return facts;
  }

  getMetadata(target: EntityClass): EntityMetadata {
    return this.source.getMetadata(target);
  }

  /** Seconds for which what was read from these tables may be served without asking again: those of the least patient. */
  getMaxAge(tables: readonly string[]): number {
    const maxAges = tables.map((table) => this.maxAgeByTable.get(table) ?? defaultMaxAge);
    return Math.min(longestMaxAge, ...maxAges);
  }

  /** Rows of which answers tell something else when a time comes: they are seen then, or a field says that it has come. */
  listTimedRows(): TimedRows[] {
    return [...this.byTarget.values()].flatMap((facts) => [
      ...listRowsOf(facts, facts.rule.visibleWhen, this.listDependents(facts)),
      ...listRowsOf(facts, facts.rule.goneWhen, []),
      ...listTimedFields(facts),
    ]);
  }

  /** The tables whose rows belong to those of a noun and are seen with them. */
  private listDependents({ metadata }: NounFacts): string[] {
    return this.source.entityMetadatas
      .filter(({ relations }) =>
        relations.some((relation) => relation.isOwning && relation.inverseEntityMetadata === metadata),
      )
      .map(({ tableName }) => tableName);
  }

  /** Whether rows may be read by copies of when they are seen: these tell what is published. */
  get hasCopies(): boolean {
    return this.perspective === "published";
  }

  private register(type: GraphQLObjectType): void {
    const found = findNounRule(type);
    if (!found) return;
    const rule = widenRule(found, this.perspective);
    const facts = { type, rule, metadata: this.source.getMetadata(rule.target) };
    this.byTarget.set(rule.target, facts);
    this.maxAgeByTable.set(facts.metadata.tableName, rule.maxAge ?? defaultMaxAge);
    if (rule.idPrefix) this.byPrefix.set(rule.idPrefix, facts);
    const page = toPage(facts);
    if (page) this.byFolder.set(page.folder, page);
  }
}

/** A noun's rule for those who see more than is published. */
function widenRule(rule: NounRule, perspective: PerspectiveKind): NounRule {
  if (perspective === "published") return rule;
  if (rule.visibleThrough !== undefined) {
    // What it is seen through tells more than the copy does.
    const { visibleFrom: _copy, ...rest } = rule;
    return rest;
  }
  if (!rule.visibleWhen) return rule;
  const { visibleWhen: _published, goneWhen: _withdrawn, ...rest } = rule;
  return perspective === "preview" ? rest : { ...rule, isPreviewed: true };
}

/** Undefined for a noun without a page of its own. */
function toPage(noun: NounFacts): PageFacts | undefined {
  for (const field of Object.values(noun.type.getFields())) {
    const rule = findFieldRule(field);
    if (rule?.kind !== "address" || rule.parts.length !== 2) continue;
    const [beginning, slug] = rule.parts;
    const folder = typeof beginning === "string" ? /^\/([^/]+)\/$/.exec(beginning)?.[1] : undefined;
    const isOfSlug = typeof slug === "object" && slug.path === "slug";
    if (folder !== undefined && isOfSlug) return { noun, folder, parts: rule.parts };
  }
  return undefined;
}

/** The rows of a noun for which conditions hold from a time on. */
function listRowsOf(
  { metadata }: NounFacts,
  conditions: NounRule["visibleWhen"],
  dependents: readonly string[],
): TimedRows[] {
  const past = conditions?.find(({ is }) => is === "PAST");
  if (!past) return [];
  const column = (property: string) => metadata.findColumnWithPropertyPath(property)?.databaseName ?? "";
  const others = (conditions ?? []).flatMap(({ property, is }) =>
    is === "PAST" ? [] : [`${column(property)} = ${literal(is.equal).sql}`],
  );
  const where = others.join(" AND ") || "TRUE";
  return [{ table: metadata.tableName, column: column(past.property), where, dependents }];
}

/** The columns of a noun of which a field says whether their time has come. */
function listTimedFields({ type, metadata }: NounFacts): TimedRows[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const rule = findFieldRule(field);
    if (rule?.kind !== "past") return [];
    const column = metadata.findColumnWithPropertyPath(rule.path)?.databaseName ?? "";
    return [{ table: metadata.tableName, column }];
  });
}
