import type { RevisionState } from "../../database/reading/revision-state.js";
import type { OperationPlan } from "../../planner/operation-plan.js";

/** Whether the cache had the answer; STALE where the database is out of reach to tell, OFF where it was not asked. */
export type CacheOutcome = "HIT" | "STALE" | "MISS" | "OFF";

/** Response header: sequence of the newest change that the answer surely knows of. */
export const changeHeader = "x-change";

interface Found {
  plan: OperationPlan;
  state: RevisionState;
  etag: string | undefined;
  cache: CacheOutcome;
  /** Seconds since the answer was read. */
  age: number;
}

/**
 * The headers that say how an answer was found, and for how long it may be served without asking again.
 *
 * The time counts from the answer's reading, as RFC 9111 (section 4.2.3) does, and ends when a row of what was read appears.
 */
export function describeFreshness(
  { plan, state, etag, cache, age }: Found,
  now: string,
): Record<string, string> {
  const fresh =
    state.isSettled && state.isVerified
      ? Math.min(plan.maxAge, secondsUntil(state.horizonOf(plan.tables), now))
      : 0;
  return {
    "cache-control": fresh > 0 ? `public, max-age=${fresh + age}` : "no-store",
    "x-cache": cache === "HIT" && !state.isVerified ? "STALE" : cache,
    ...(state.isSettled && { [changeHeader]: String(state.change) }),
    ...(age > 0 && { age: String(age) }),
    ...(etag !== undefined && { etag }),
  };
}

function secondsUntil(horizon: string | undefined, now: string): number {
  return horizon === undefined
    ? Number.POSITIVE_INFINITY
    : Math.floor((Date.parse(horizon) - Date.parse(now)) / 1_000);
}

/** Whether `If-None-Match` names the tag; compared weakly (RFC 9110, section 13.1.2). */
export function matchesAny(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return ifNoneMatch.split(",").some((tag) => opaque(tag) === opaque(etag));
}
