import type { FastifyReply, FastifyRequest } from "fastify";
import { windowSeconds } from "./budget-store.js";
import { type BudgetPolicy, type BudgetState, type CallerBudget, secondsUntil } from "./budgets.js";

/** Each answer's own. */
export const budgetHeaders = { policy: "ratelimit-policy", state: "ratelimit" } as const;

/** Says on each answer how much may be spent, and how much is left where that is known at once. */
export async function describeBudget({ caller }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const pairs = listBudgetHeaders(caller?.budget);
  for (let at = 0; at < pairs.length; at += 2) void reply.header(pairs[at] ?? "", pairs[at + 1]);
}

/** Names and values in turn. */
export function listBudgetHeaders(budget: CallerBudget | undefined): string[] {
  if (!budget) return [];
  const state = budget.describe();
  const policy = [budgetHeaders.policy, renderPolicy(budget.policy)];
  return state ? [...policy, budgetHeaders.state, renderState(state)] : policy;
}

/** https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-10, section 3: `q` points in `w` seconds. */
function renderPolicy({ name, points }: BudgetPolicy): string {
  return `"${name}";q=${points};w=${windowSeconds}`;
}

/** Section 4 of the same: `r` points are left, and all are there again in `t` seconds. */
function renderState({ policy, remaining, ends }: BudgetState): string {
  return `"${policy.name}";r=${remaining};t=${secondsUntil(ends)}`;
}
