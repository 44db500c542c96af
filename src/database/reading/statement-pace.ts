import type { ReadStatement } from "./statement-reader.js";

/** An object of an answer takes 2 to 10 µs: beyond so many, even a bounded statement can hold others up for 20 ms. */
const costOfHere = 2_000;

/** A run that held up every other request for so long must not come again. */
const slowMilliseconds = 25;

/** Asking a process takes some 30 µs of this thread; a run as quick as this is better done here. */
const fastMilliseconds = 5;

/** How many fast runs in a row, elsewhere, let a statement come here: with as many values as that can be, for 0.5 ms. */
const fastRunsOfTrust = 10;

/**
 * Whether one statement runs here, in the thread that answers all requests, or elsewhere, where it can be stopped.
 *
 * A run here cannot be interrupted, so what is known before counts first: a costly statement never runs here,
 * an unbounded one only after fast runs elsewhere. Then experience: after a slow run here it runs elsewhere. A
 * bounded statement may come back by fast runs, since its slow run was the disk's or the machine's; an unbounded
 * one may not, since it has shown that its time depends on its values, which whoever asks chooses.
 */
export class StatementPace {
  #runsHere: boolean;
  #mayComeHere: boolean;
  #fastRuns = 0;
  readonly #isUnbounded: boolean;

  constructor({ cost, isUnbounded = false }: Pick<ReadStatement, "cost" | "isUnbounded">) {
    this.#mayComeHere = cost <= costOfHere;
    this.#runsHere = this.#mayComeHere && !isUnbounded;
    this.#isUnbounded = isUnbounded;
  }

  get runsHere(): boolean {
    return this.#runsHere;
  }

  ranHere(milliseconds: number): void {
    if (milliseconds <= slowMilliseconds) return;
    this.#runsHere = false;
    this.#fastRuns = 0;
    if (this.#isUnbounded) this.#mayComeHere = false;
  }

  ranElsewhere(milliseconds: number): void {
    this.#fastRuns = milliseconds <= fastMilliseconds ? this.#fastRuns + 1 : 0;
    this.#runsHere = this.#mayComeHere && this.#fastRuns >= fastRunsOfTrust;
  }
}
