import { raw, type Sql } from "sql-template-tag";
import type { Dialect } from "../database/dialects/dialect.js";
import type { NounCatalog } from "./noun-facts.js";

/** What all parts of one statement share. */
export class StatementContext {
  private aliases = 0;

  constructor(
    readonly dialect: Dialect,
    readonly catalog: NounCatalog,
    /** The request's instant: what is published later is not seen. */
    readonly now: string,
  ) {}

  nextAlias(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }
}

/** A quoted name out of TypeORM's metadata or of this program, never of a request. */
export function identifier(...names: string[]): Sql {
  return raw(names.map((name) => `"${name.replaceAll('"', '""')}"`).join("."));
}
