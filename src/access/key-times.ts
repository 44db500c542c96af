/** Whether an end has come; null is never. */
export function isPast(end: string | null, now: string): boolean {
  return end !== null && end <= now;
}

/** The first of two ends, of which null is never. */
export function findEarliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
