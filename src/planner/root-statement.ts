import type { ReadStatement, StatementValue } from "../database/reading/statement-reader.js";
import { emitRoot } from "./emit-root.js";
import type { RootPlan } from "./plan.js";
import { countCost, isUnbounded } from "./plan-cost.js";
import { Parameter, type RequestInputs } from "./plan-inputs.js";
import { someValue } from "./some-value.js";
import { StatementContext, type StatementTarget } from "./statement-context.js";

interface EmittedStatement {
  text: string;
  values: readonly unknown[];
  tables: readonly string[];
}

/** Who reads the answer: the client as text, or graphql-js as objects that bear their types. */
export type Exit = "text" | "object";

/** The one statement of a root field, for every request that the plan serves. */
export class RootStatement implements ReadStatement {
  readonly cost: number;
  readonly isUnbounded: boolean;
  /** Whether JavaScript makes values from what the statement gives. */
  readonly isDerived: boolean;
  private emitted: EmittedStatement | undefined;

  constructor(
    /** Response key of the root field. */
    readonly key: string,
    readonly plan: RootPlan,
    private readonly target: StatementTarget & { exit: Exit },
  ) {
    this.cost = countCost(plan);
    this.isUnbounded = isUnbounded(plan);
    this.isDerived = someValue(plan, ({ kind }) => kind === "derived");
  }

  get text(): string {
    return this.statement.text;
  }

  /** Every table that is read, sorted. */
  get tables(): readonly string[] {
    return this.statement.tables;
  }

  /** What the statement is bound with for a request. */
  bind(request: RequestInputs): StatementValue[] {
    return this.statement.values.map((value) =>
      value instanceof Parameter ? value.read(request) : (value as StatementValue),
    );
  }

  /** Written when it is first asked for: what is refused for its cost never is. */
  private get statement(): EmittedStatement {
    if (this.emitted) return this.emitted;
    const { dialect, exit } = this.target;
    const context = new StatementContext(this.target, exit === "object");
    const { text, values } = dialect.toQuery(emitRoot(context, this.plan));
    this.emitted = { text, values, tables: [...context.tables].sort() };
    return this.emitted;
  }
}
