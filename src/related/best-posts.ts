/** The best of many posts, of which few are kept: most are told from the worst that is kept by one comparison. */
export class BestPosts {
  private count = 0;
  /** Best first; of those with the same score the nearer one. */
  private readonly ordinals: Int32Array;
  private readonly scores: Float64Array;
  private readonly distances: Float64Array;

  constructor(private readonly places: number) {
    this.ordinals = new Int32Array(places);
    this.scores = new Float64Array(places);
    this.distances = new Float64Array(places);
  }

  offer(ordinal: number, score: number, distance: number): void {
    if (this.count === this.places && !this.isBehind(this.count - 1, score, distance)) return;
    let place = Math.min(this.count, this.places - 1);
    for (; place > 0 && this.isBehind(place - 1, score, distance); place -= 1) this.move(place - 1, place);
    this.ordinals[place] = ordinal;
    this.scores[place] = score;
    this.distances[place] = distance;
    this.count = Math.min(this.count + 1, this.places);
  }

  list(): number[] {
    return [...this.ordinals.subarray(0, this.count)];
  }

  private isBehind(place: number, score: number, distance: number): boolean {
    const kept = this.scores[place] ?? 0;
    return kept < score || (kept === score && (this.distances[place] ?? 0) > distance);
  }

  private move(from: number, to: number): void {
    this.ordinals[to] = this.ordinals[from] ?? 0;
    this.scores[to] = this.scores[from] ?? 0;
    this.distances[to] = this.distances[from] ?? 0;
  }
}
