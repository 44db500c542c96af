import type { EntityManager } from "typeorm";
import type { Dialect } from "../database/dialects/dialect.js";
import type { Findings } from "./findings.js";
import type { NounTable } from "./noun-tables.js";

/** What every check is given. */
export interface Examination {
  /** Inside a transaction that sees one state of the database, whatever others write meanwhile. */
  manager: EntityManager;
  dialect: Dialect;
  nouns: readonly NounTable[];
  found: Findings;
  /** Told of each row that is read. */
  onRow: () => void;
}

/** Looks for what breaks one kind of invariant, or a few that the same rows tell. */
export type Check = (examination: Examination) => Promise<void>;
