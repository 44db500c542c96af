import type { ReadStatement } from "./statement-reader.js";

/** An object of an answer takes 2 to 10 µs: beyond so many, even a bounded statement can hold others up for 20 ms. */
const costOfHere = 2_000;

/** A run that held up every other request for so long must not come again. */
const slowMilliseconds = 25;

/** How many slow runs in a row send a statement elsewhere: one can be the disk's or the machine's. */
const slowRunsOfDistrust = 3;

/** Asking a process takes some 30 µs of this thread; a run as quick as this is better done here. */
const fastMilliseconds = 5;

/** How many fast runs in a row, elsewhere, let a statement come back. */
const fastRunsOfTrust = 10;

/**
 * Whether one statement runs here, in the thread that answers all requests, or elsewhere, where it can be stopped.
 *
 * A run here cannot be interrupted, so that only statements run here whose work is bounded by what they answer with:
 * a costly statement never does, nor one that can look at more rows than its cost says, whose time depends on values
 * that whoever asks chooses. A bounded statement that was slow here, by the disk or the machine, runs elsewhere until
 * it has been fast there.
 */
export class StatementPace {
  readonly #mayRunHere: boolean;
  #runsHere: boolean;
  #slowRuns = 0;
  #fastRuns = 0;

  constructor({ cost, isUnbounded = false }: Pick<ReadStatement, "cost" | "isUnbounded">) {
    this.#mayRunHere = cost <= costOfHere && !isUnbounded;
    this.#runsHere = this.#mayRunHere;
  }

  get runsHere(): boolean {
    return this.#runsHere;
  }

  ranHere(milliseconds: number): void {
    this.#slowRuns = milliseconds > slowMilliseconds ? this.#slowRuns + 1 : 0;
    if (this.#slowRuns < slowRunsOfDistrust) return;
    this.#runsHere = false;
    this.#slowRuns = 0;
    this.#fastRuns = 0;
  }

  ranElsewhere(milliseconds: number): void {
    this.#fastRuns = milliseconds <= fastMilliseconds ? this.#fastRuns + 1 : 0;
    this.#runsHere = this.#mayRunHere && this.#fastRuns >= fastRunsOfTrust;
  }
}
