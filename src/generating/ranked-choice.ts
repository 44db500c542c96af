import type { Random } from "./random.js";

/** Ranks behind this one are chosen by Zipf's law; those before it are a little less heavy, as Mandelbrot has it. */
const flattening = 4;

/**
 * Chooses among numbered things, the first much more often than the last (Zipf–Mandelbrot law, exponent 1).
 *
 * Made of additions and divisions only: powers differ in their last digit from machine to machine.
 */
export class RankedChoice {
  private readonly sums: Float64Array;

  constructor(count: number) {
    this.sums = new Float64Array(count);
    let sum = 0;
    for (let rank = 0; rank < count; rank += 1) {
      sum += 1 / (rank + flattening);
      this.sums[rank] = sum;
    }
  }

  /** A number from 0 to `count` - 1. */
  choose(random: Random): number {
    const wanted = random.fraction() * (this.sums.at(-1) ?? 0);
    let low = 0;
    let high = this.sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Different numbers, at most `size`; fewer when the same came too often. */
  chooseSome(random: Random, size: number): number[] {
    const chosen = new Set<number>();
    for (let attempt = 0; attempt < size * 3 && chosen.size < size; attempt += 1) {
      chosen.add(this.choose(random));
    }
    return [...chosen];
  }
}
