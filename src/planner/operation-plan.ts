import type { NounCatalog } from "./noun-facts.js";
import { RootStatement } from "./root-statement.js";

/** What one response key of an operation is answered with. */
export type RootAnswer = { key: string; typeName: string } | RootStatement;

/** All root fields of an operation that the planner answers. */
export class OperationPlan {
  readonly statements: readonly RootStatement[];
  /** Whether JavaScript makes some of the values, so that the object exit answers. */
  readonly isDerived: boolean;
  /** The most objects that the answer can hold. */
  readonly cost: number;
  private read: { tables: readonly string[]; maxAge: number } | undefined;

  constructor(
    /** In the order of the answer. */
    readonly roots: readonly RootAnswer[],
    /** Whether graphql-js must answer other root fields: those about the schema and the request. */
    readonly isPartial: boolean,
    private readonly catalog: NounCatalog,
  ) {
    this.statements = roots.filter((root) => root instanceof RootStatement);
    this.isDerived = this.statements.some(({ isDerived }) => isDerived);
    this.cost = this.statements.reduce((sum, { cost }) => sum + cost, 0);
  }

  /** Every table that is read, sorted. */
  get tables(): readonly string[] {
    return this.facts.tables;
  }

  /** Seconds for which the answer may be served without asking again. */
  get maxAge(): number {
    return this.facts.maxAge;
  }

  /** Known once the statements are written, which those that are refused never are. */
  private get facts() {
    if (this.read) return this.read;
    const tables = [...new Set(this.statements.flatMap((statement) => statement.tables))].sort();
    this.read = { tables, maxAge: this.catalog.getMaxAge(tables) };
    return this.read;
  }
}
