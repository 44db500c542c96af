/** Greater scores are told apart one by one only where they decide. */
const mostCounted = 16_383;

/**
 * The best of many posts, by whole scores, of which few are kept.
 *
 * How many posts have each score tells from which one on they are kept, so that few are compared with one another.
 */
export class BestPosts {
  private readonly counts = new Int32Array(mostCounted + 1);

  constructor(private readonly places: number) {}

  /** In no order; of those with the same score the nearer ones. */
  choose(
    ordinals: Iterable<number>,
    { scores, distanceOf }: { scores: Float64Array; distanceOf: (ordinal: number) => number },
  ): number[] {
    const least = this.findLeast(ordinals, scores);
    const chosen: number[] = [];
    const tied: number[] = [];
    for (const ordinal of ordinals) {
      const counted = toCounted(scores[ordinal]);
      if (counted > least) chosen.push(ordinal);
      else if (counted === least) tied.push(ordinal);
    }
    const free = this.places - chosen.length;
    if (tied.length > free) {
      const score = (ordinal: number) => scores[ordinal] ?? 0;
      tied.sort((a, b) => score(b) - score(a) || distanceOf(a) - distanceOf(b));
    }
    return chosen.concat(tied.slice(0, free));
  }

  /** The lowest score that posts are kept with. */
  private findLeast(ordinals: Iterable<number>, scores: Float64Array): number {
    const { counts } = this;
    let greatest = 0;
    for (const ordinal of ordinals) {
      const counted = toCounted(scores[ordinal]);
      counts[counted] = (counts[counted] ?? 0) + 1;
      if (counted > greatest) greatest = counted;
    }
    let least = greatest;
    for (let kept = counts[least] ?? 0; least > 0 && kept < this.places; kept += counts[least] ?? 0)
      least -= 1;
    counts.fill(0, 0, greatest + 1);
    return least;
  }
}

function toCounted(score = 0): number {
  return score < mostCounted ? score : mostCounted;
}
