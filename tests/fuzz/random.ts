/** Random choices that a seed decides: the same seed gives the same choices on every machine. */
export class Random {
  private state: number;

  /** One sequence for each pair, so that the nth operation of a run can be made without those before it. */
  constructor(seed: number, index: number) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  }

  /** From 0 to below 1; the generator is mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("There is nothing to pick from.");
    return list[this.integer(0, list.length - 1)] as T;
  }

  /** Some of a list, each at most once, in random order. */
  pickSome<T>(list: readonly T[], most: number): T[] {
    const left = [...list];
    const count = this.integer(0, Math.min(most, left.length));
    return Array.from({ length: count }, () => left.splice(this.integer(0, left.length - 1), 1)[0] as T);
  }
}
