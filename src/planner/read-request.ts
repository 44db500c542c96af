import type { ReadOptions, StatementReader } from "../database/reading/statement-reader.js";
import { refuseCost } from "./plan-cost.js";
import type { RequestInputs } from "./plan-inputs.js";
import type { RootStatement } from "./root-statement.js";

/** A statement that has run for a request. */
export interface Observation {
  statement: RootStatement;
  inputs: RequestInputs;
  milliseconds: number;
  /** JSON of the root field; null when there was no row. */
  json: Buffer | null;
}

export interface ReadRequestOptions {
  /** The request's instant: what is published later is not seen. */
  now: string;
  /** Id of the one post that is seen whatever its status. */
  previewed?: string | undefined;
  maximumCost: number;
  /** Has the signal that ends a statement that runs elsewhere; it is made only when it is asked for. */
  ending?: { readonly signal: AbortSignal };
  /** Whether statements are to be observed. */
  isObserved?: boolean;
}

/** One request's view of the graph, and what it has spent; made anew for each. */
export class ReadRequest implements ReadOptions {
  readonly now: string;
  readonly previewed: string | undefined;
  readonly observations: Observation[] = [];
  /** The statements of the request so far, run or about to be. */
  readonly spent: RootStatement[] = [];
  /** Pays for each statement before it runs; undefined where the operation is paid for as a whole, or nothing bounds it. */
  payer: { take(cost: number): unknown } | undefined;

  constructor(private readonly options: ReadRequestOptions) {
    this.now = options.now;
    this.previewed = options.previewed;
  }

  get signal(): AbortSignal | undefined {
    return this.options.ending?.signal;
  }

  /** @throws {GraphError} QUERY_TOO_COSTLY when the statements cost more than what is left. */
  spend(statements: readonly RootStatement[]): void {
    this.spent.push(...statements);
    refuseCost(this.spent, this.options.maximumCost);
  }

  /** @throws {GraphError} RATE_LIMITED when so much is not left. */
  async pay({ cost }: RootStatement): Promise<void> {
    await this.payer?.take(cost);
  }

  /** The bytes of the root field's JSON, null when there is none; at once where the database can. */
  run(
    reader: StatementReader,
    statement: RootStatement,
    inputs: RequestInputs,
  ): Buffer | null | Promise<Buffer | null> {
    if (!this.options.isObserved) return reader.read(statement, statement.bind(inputs), this);
    const started = performance.now();
    const observation: Observation = { statement, inputs, milliseconds: 0, json: null };
    // In the order in which they begin, which is that of the root fields.
    this.observations.push(observation);
    const json = reader.read(statement, statement.bind(inputs), this);
    const observe = (found: Buffer | null) => {
      Object.assign(observation, { milliseconds: performance.now() - started, json: found });
      return found;
    };
    return json instanceof Promise ? json.then(observe) : observe(json);
  }
}
