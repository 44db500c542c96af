const day = 24 * 60 * 60 * 1_000;

/** The first instant of the day after the last one on which a review counts as recent, by UTC; null without such a day. */
export function toOverdueFrom(nextDue: string | undefined): string | null {
  if (nextDue === undefined) return null;
  return new Date(Date.parse(`${nextDue}T00:00:00.000Z`) + day).toISOString();
}
