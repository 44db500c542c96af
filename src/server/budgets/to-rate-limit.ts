import type { RateLimit } from "../../graph/rate-limit.resolver.js";
import type { BudgetState } from "./budgets.js";

/** As the schema's field tells it. */
export function toRateLimit({ policy, remaining, ends }: BudgetState): RateLimit {
  return { policy: policy.name, limit: policy.points, remaining, resetAt: new Date(ends).toISOString() };
}
