import type { ReadStatement } from "./statement-reader.js";

/** An object of an answer takes 2 to 10 µs: beyond so many, even a bounded statement can hold others up for 20 ms. */
const costOfHere = 2_000;

/** A run that held up every other request for so long must not come again. */
const slowMilliseconds = 25;

/** How many slow runs in a row send a bounded statement elsewhere: one can be the disk's or the machine's. */
const slowRunsOfDistrust = 3;

/** Asking a process takes some 30 µs of this thread; a run as quick as this is better done here. */
const fastMilliseconds = 5;

/** How many fast runs in a row, elsewhere, let a statement come here: with as many values as that can be, for 0.5 ms. */
const fastRunsOfTrust = 10;

/** As many for an unbounded statement that was slow here once: its time depends on values that whoever asks chooses. */
const fastRunsOfNewTrust = 1_000;

/**
 * Whether one statement runs here, in the thread that answers all requests, or elsewhere, where it can be stopped.
 *
 * A run here cannot be interrupted, so what is known before counts first: a costly statement never runs here,
 * an unbounded one only after fast runs elsewhere. Then experience: after slow runs here it runs elsewhere, until
 * enough fast runs there. A bounded statement was slow by the disk or the machine; an unbounded one goes after a
 * single slow run and comes back late, since it has shown that its time depends on its values, which whoever asks chooses.
 */
export class StatementPace {
  #runsHere: boolean;
  readonly #mayComeHere: boolean;
  #fastRuns = 0;
  #slowRuns = 0;
  #fastRunsWanted = fastRunsOfTrust;
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
    this.#slowRuns = milliseconds > slowMilliseconds ? this.#slowRuns + 1 : 0;
    if (this.#slowRuns < (this.#isUnbounded ? 1 : slowRunsOfDistrust)) return;
    this.#runsHere = false;
    this.#fastRuns = 0;
    this.#slowRuns = 0;
    if (this.#isUnbounded) this.#fastRunsWanted = fastRunsOfNewTrust;
  }

  ranElsewhere(milliseconds: number): void {
    this.#fastRuns = milliseconds <= fastMilliseconds ? this.#fastRuns + 1 : 0;
    this.#runsHere = this.#mayComeHere && this.#fastRuns >= this.#fastRunsWanted;
  }
}
