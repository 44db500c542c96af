import { invariant } from "../../errors.js";

/** Of each table, what is different when its rows are, or when other rows of it have come in sight. */
export type TableRevisions = ReadonlyMap<string, string>;

/**
 * What the tables held at one moment; the same object as long as nothing has changed since.
 *
 * What was read under this state is still so when the state is the same object, and else when `of` its tables
 * gives the same text.
 */
export class RevisionState {
  /** When rows that wait for their time come in sight next; undefined when none wait. */
  readonly horizon: string | undefined;
  /** False while writes show that may yet be undone: what is read then must not be kept. */
  readonly isSettled: boolean;
  /** False while the database is out of reach, so that nobody knows whether it is still so. */
  readonly isVerified: boolean;
  /** Sequence of the newest change in the log; 0 when there is none, or it is not known. */
  readonly change: number;
  readonly #revisions: TableRevisions;
  readonly #identity: string;
  readonly #timedTables: ReadonlySet<string>;
  readonly #texts = new WeakMap<readonly string[], string>();

  constructor(parts: {
    identity: string;
    revisions: TableRevisions;
    horizon: string | undefined;
    /** Those in which rows come in sight at the horizon. */
    timedTables?: ReadonlySet<string>;
    isSettled: boolean;
    isVerified?: boolean;
    change?: number;
  }) {
    this.horizon = parts.horizon;
    this.isSettled = parts.isSettled;
    this.isVerified = parts.isVerified ?? true;
    this.change = parts.change ?? 0;
    this.#revisions = parts.revisions;
    this.#identity = parts.identity;
    this.#timedTables = parts.timedTables ?? new Set();
  }

  /**
   * A text that is another one when the rows in sight of these tables are others, or those of another database.
   *
   * The same array of tables is answered from memory: keep it with the plan.
   */
  of(tables: readonly string[]): string {
    const known = this.#texts.get(tables);
    if (known !== undefined) return known;
    const text = [this.#identity, ...tables.map((table) => this.#revisionOf(table))].join(".");
    this.#texts.set(tables, text);
    return text;
  }

  /** When what was read from these tables ends to be so without any write; undefined when it does not. */
  horizonOf(tables: readonly string[]): string | undefined {
    return tables.some((table) => this.#timedTables.has(table)) ? this.horizon : undefined;
  }

  #revisionOf(table: string): string {
    if (!this.isSettled) return "";
    const revision = this.#revisions.get(table);
    invariant(revision !== undefined, `the changes of ${table} are counted`);
    return revision;
  }
}
