import type { RevisionState } from "./revision-state.js";

/** Tells cheaply whether what was read before is still so. */
export interface Revisions {
  /**
   * The state for a request that sees what is in sight at `now`.
   *
   * Asked before the request's reads, so that these are at least as new as what they are remembered under.
   */
  current(now: string): RevisionState;
}
