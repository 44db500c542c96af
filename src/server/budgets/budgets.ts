import { LRUCache } from "lru-cache";
import { GraphError } from "../../errors.js";
import type { BudgetHolder, Charge } from "../answers/answer.js";
import { responsePart } from "../response-part.js";
import { type BudgetStore, windowSeconds } from "./budget-store.js";

/** How much may be spent in a minute, and what the limit is called. */
export interface BudgetPolicy {
  name: string;
  points: number;
}

/** What is left of a budget. */
export interface BudgetState {
  policy: BudgetPolicy;
  remaining: number;
  /** When all of it is there again, in milliseconds since 1970. */
  ends: number;
}

/** Points that this process has taken from the store, to spend without asking it again. */
interface Lease {
  points: number;
  /** What was left in the store. */
  left: number;
  ends: number;
}

const maximumLeases = 10_000;

/** A part of its budget that a process takes at once; with several, so much can be left over in each of the others. */
const leaseShare = 1 / 20;

/** An answer costs no less than this part of what it could have cost: finding little can be much work. */
const leastShare = 1 / 10;

export interface BudgetsOptions {
  store: BudgetStore;
  /** Told when the store fails: nobody is refused then. */
  onFault(error: unknown): void;
}

/**
 * Budgets of cost by the minute: each holder spends from its own.
 *
 * What a request can cost is taken before it is answered, and what it did not cost given back. A part of the budget
 * is taken from the store at a time, so that most requests do not wait for it.
 */
export class Budgets {
  private readonly leases = new LRUCache<string, Lease>({ max: maximumLeases });

  constructor(private readonly options: BudgetsOptions) {}

  holder(id: string, policy: BudgetPolicy): CallerBudget {
    return new CallerBudget(this, id, policy);
  }

  /** At once where this process has points left. */
  take({ id, policy }: CallerBudget, cost: number): Charge | Promise<Charge> {
    const lease = this.findLease(id);
    return lease && lease.points >= cost ? spend(lease, cost) : this.extend({ id, policy }, cost);
  }

  /** What is known without asking the store; undefined when nothing is. */
  describe({ id, policy }: CallerBudget): BudgetState | undefined {
    const lease = this.findLease(id);
    return lease && { policy, remaining: Math.floor(lease.points + lease.left), ends: lease.ends };
  }

  async read({ id, policy }: CallerBudget): Promise<BudgetState> {
    const spending = await this.options.store.find(id);
    const held = this.findLease(id)?.points ?? 0;
    const remaining = Math.floor(Math.max(0, policy.points - (spending?.points ?? 0)) + held);
    return { policy, remaining, ends: spending?.ends ?? Date.now() + windowSeconds * 1_000 };
  }

  /** Gives back what this process has taken and not spent. */
  async close(): Promise<void> {
    for (const [id, { points, ends }] of this.leases.entries()) {
      if (ends > Date.now() && points > 0) await this.options.store.takeBack(id, points);
    }
    this.leases.clear();
    this.options.store.close();
  }

  private findLease(id: string): Lease | undefined {
    const lease = this.leases.get(id);
    return lease && lease.ends > Date.now() ? lease : undefined;
  }

  private async extend({ id, policy }: { id: string; policy: BudgetPolicy }, cost: number): Promise<Charge> {
    try {
      await this.lease(id, policy, Math.max(cost, Math.ceil(policy.points * leaseShare)));
    } catch (error) {
      this.options.onFault(error);
      return free;
    }
    const lease = this.findLease(id);
    if (lease && lease.points >= cost) return spend(lease, cost);
    throw rateLimited(cost, {
      policy,
      remaining: Math.floor(lease?.points ?? 0),
      ends: lease?.ends ?? Date.now(),
    });
  }

  /** Takes points from the store, as many of those that are wanted as the budget still has. */
  private async lease(id: string, { points: maximum }: BudgetPolicy, wanted: number): Promise<void> {
    const spending = await this.options.store.add(id, wanted);
    const granted = Math.max(0, wanted - Math.max(0, spending.points - maximum));
    if (granted < wanted) await this.options.store.takeBack(id, wanted - granted);
    const held = this.findLease(id)?.points ?? 0;
    const left = Math.max(0, maximum - spending.points);
    this.leases.set(id, { points: held + granted, left, ends: spending.ends });
  }
}

/** A budget and who spends from it. */
export class CallerBudget implements BudgetHolder {
  constructor(
    private readonly budgets: Budgets,
    readonly id: string,
    readonly policy: BudgetPolicy,
  ) {}

  take(cost: number): Charge | Promise<Charge> {
    return this.budgets.take(this, cost);
  }

  describe(): BudgetState | undefined {
    return this.budgets.describe(this);
  }

  read(): Promise<BudgetState> {
    return this.budgets.read(this);
  }
}

const free: Charge = { settle: () => {} };

function spend(lease: Lease, cost: number): Charge {
  lease.points -= cost;
  return {
    settle: (objects) => {
      lease.points += cost - Math.min(cost, Math.max(objects, Math.ceil(cost * leastShare)));
    },
  };
}

function rateLimited(cost: number, { policy, remaining, ends }: BudgetState): GraphError {
  const seconds = secondsUntil(ends);
  const advice =
    cost > policy.points
      ? "It costs more than the whole budget: ask for smaller pages."
      : `Try again in ${seconds} seconds, or ask for less.`;
  const message = `The request can cost ${cost}; of the budget "${policy.name}", ${policy.points} a minute, ${remaining} is left. ${advice}`;
  return new GraphError("RATE_LIMITED", message, {
    extensions: {
      rateLimit: {
        policy: policy.name,
        limit: policy.points,
        remaining,
        cost,
        resetAt: new Date(ends).toISOString(),
      },
      http: responsePart(429, { "retry-after": String(seconds) }),
    },
  });
}

/** Whole seconds, at least one. */
export function secondsUntil(instant: number): number {
  return Math.max(1, Math.ceil((instant - Date.now()) / 1_000));
}
