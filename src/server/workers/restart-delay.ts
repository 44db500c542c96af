/** A worker that ends sooner than this after its start has died at once. */
const steadyMilliseconds = 10_000;

const firstDelayMilliseconds = 100;
const longestDelayMilliseconds = 30_000;

/** Counts workers that die at once, one after another, and slows their replacement down. */
export class RestartDelay {
  /** In a row; a worker that has lived longer ends the row. */
  quickDeaths = 0;

  /** Takes note of a death; gives the milliseconds to wait before a new worker starts: none after the first. */
  afterDeath(livedMilliseconds: number): number {
    this.quickDeaths = livedMilliseconds < steadyMilliseconds ? this.quickDeaths + 1 : 0;
    if (this.quickDeaths < 2) return 0;
    return Math.min(firstDelayMilliseconds * 2 ** (this.quickDeaths - 2), longestDelayMilliseconds);
  }
}
