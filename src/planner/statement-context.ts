import sql, { raw, type Sql } from "sql-template-tag";
import type { Dialect } from "../database/dialects/dialect.js";
import type { NounCatalog } from "./noun-facts.js";
import { Parameter } from "./plan-inputs.js";

/** What statements are written for. */
export interface StatementTarget {
  dialect: Dialect;
  catalog: NounCatalog;
  /** Address of the publisher's site, without a slash at its end. */
  siteUrl: string;
}

/** What all parts of one statement share. */
export class StatementContext {
  /** The request's instant: what is published later is not seen. */
  readonly now = new Parameter(({ now }) => now);
  /** Id of the one post that is seen whatever its status. */
  readonly previewed = new Parameter(({ previewed }) => previewed ?? null);
  /** Text that is bound, so that a statement is the same wherever the site is. */
  readonly siteUrl: Sql;
  readonly dialect: Dialect;
  readonly catalog: NounCatalog;
  /** Every table that the statement reads. */
  readonly tables = new Set<string>();
  private aliases = 0;

  constructor(
    { dialect, catalog, siteUrl }: StatementTarget,
    /** Whether objects of abstract types bear their type under `$type`, for graphql-js to find. */
    readonly isTagging: boolean,
  ) {
    this.dialect = dialect;
    this.catalog = catalog;
    this.siteUrl = sql`CAST(${new Parameter(() => siteUrl)} AS text)`;
  }

  /** `table AS alias`, for a FROM clause. */
  table(name: string, alias: string): Sql {
    this.tables.add(name);
    return sql`${identifier(name)} AS ${identifier(alias)}`;
  }

  nextAlias(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }
}

/** A quoted name out of TypeORM's metadata or of this program, never of a request. */
export function identifier(...names: string[]): Sql {
  return raw(names.map((name) => `"${name.replaceAll('"', '""')}"`).join("."));
}
