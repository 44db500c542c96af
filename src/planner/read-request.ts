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
  /** Who asks, whose statements take turns; undefined where nothing bounds that. */
  caller?: Caller | undefined;
  /** Where the work for the request is added up; its own unless told. */
  work?: { milliseconds: number };
  /** Has the signal that ends a statement that runs elsewhere; it is made only when it is asked for. */
  ending?: { readonly signal: AbortSignal };
  /** Whether statements are to be observed. */
  isObserved?: boolean;
}

export interface Caller {
  /** Reads when it is the caller's turn, at once where it can. */
  takeTurn<T>(read: () => T | Promise<T>, ending: ReadOptions): T | Promise<T>;
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

  /** For how long the database has worked on the request's statements so far. */
  readonly work: { milliseconds: number };

  constructor(private readonly options: ReadRequestOptions) {
    this.work = options.work ?? { milliseconds: 0 };
    this.now = options.now;
    this.previewed = options.previewed;
  }

  get signal(): AbortSignal | undefined {
    return this.options.ending?.signal;
  }

  tellWork(milliseconds: number): void {
    this.work.milliseconds += milliseconds;
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
    const { caller, isObserved } = this.options;
    const read = () => reader.read(statement, statement.bind(inputs), this);
    const readInTurn = () => (caller ? caller.takeTurn(read, this) : read());
    if (!isObserved) return readInTurn();
    const started = performance.now();
    const observation: Observation = { statement, inputs, milliseconds: 0, json: null };
    // In the order in which they begin, which is that of the root fields.
    this.observations.push(observation);
    const json = readInTurn();
    const observe = (found: Buffer | null) => {
      Object.assign(observation, { milliseconds: performance.now() - started, json: found });
      return found;
    };
    return json instanceof Promise ? json.then(observe) : observe(json);
  }
}
