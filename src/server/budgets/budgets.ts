import { LRUCache } from "lru-cache";
import { GraphError } from "../../errors.js";
import type { BudgetHolder, Charge } from "../answers/answer.js";
import { responsePart } from "../response-part.js";
import { type BudgetStore, isRunning, windowSeconds } from "./budget-store.js";
import { CallerTurns } from "./caller-turns.js";

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

type Holder = Pick<CallerBudget, "id" | "policy">;

const maximumLeases = 10_000;

/** A part of its budget that a process takes at once. It keeps no more than twice as much, which others cannot spend. */
const leaseShare = 1 / 50;

const restMilliseconds = 1_000;

/** An answer costs no less than this part of what it could have cost: finding little can be much work. */
const leastShare = 1 / 10;

/** What the database's work costs where that is more: of 24 s a minute an address has spent all that it has unless told. */
const pointsPerMillisecond = 5;

export interface BudgetsOptions {
  store: BudgetStore;
  /** Told when the store fails: nobody is refused then. */
  onFault(error: unknown): void;
  /** What a millisecond of the database's work costs at the least. */
  pointsPerMillisecond?: number;
}

/**
 * Budgets of cost by the minute: each holder spends from its own.
 *
 * What a request can cost is taken before it is answered, and what it did not cost given back. A part of the budget
 * is taken from the store at a time, so that most requests do not wait for it.
 */
export class Budgets {
  private readonly leases = new LRUCache<string, Lease>({
    max: maximumLeases,
    dispose: (lease, id, reason) => {
      if (reason === "evict") this.giveBack(id, lease, lease.points);
    },
  });
  readonly turns = new CallerTurns();
  /** Until when nothing is asked of a store that has failed: each request would wait for it, and none be refused. */
  private rests = 0;

  constructor(private readonly options: BudgetsOptions) {}

  holder(id: string, policy: BudgetPolicy): CallerBudget {
    return new CallerBudget(this, id, policy);
  }

  /** At once where this process has points left. */
  take({ id, policy }: CallerBudget, cost: number): Charge | Promise<Charge> {
    const lease = this.findLease(id);
    if (lease && lease.points >= cost) return this.spend({ id, policy }, lease, cost);
    return Date.now() < this.rests ? free : this.extend({ id, policy }, cost);
  }

  /** What is known without asking the store; undefined when nothing is. */
  describe({ id, policy }: CallerBudget): BudgetState | undefined {
    const lease = this.findLease(id);
    return lease && { policy, remaining: Math.floor(lease.points + lease.left), ends: lease.ends };
  }

  async read({ id, policy }: CallerBudget): Promise<BudgetState> {
    const spending = await this.options.store.find(id);
    const lease = this.findLease(id);
    const left = Math.max(0, policy.points - (spending?.points ?? 0));
    // What is told without asking is the same then.
    if (lease) lease.left = left;
    const remaining = Math.floor(left + (lease?.points ?? 0));
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
    return lease && isRunning(lease.ends) ? lease : undefined;
  }

  private async extend(holder: Holder, cost: number): Promise<Charge> {
    let lease: Lease;
    try {
      lease = await this.lease(holder, cost);
    } catch (error) {
      this.rests = Date.now() + restMilliseconds;
      this.options.onFault(error);
      return free;
    }
    if (lease.points >= cost) return this.spend(holder, lease, cost);
    const remaining = Math.floor(lease.points);
    // All that was left has been taken for this one request.
    this.giveBackSurplus(holder, lease);
    throw rateLimited(cost, { policy: holder.policy, remaining, ends: lease.ends });
  }

  /** Takes points from the store, as many of those that are wanted as the budget still has. */
  private async lease({ id, policy }: Holder, cost: number): Promise<Lease> {
    const wanted = Math.max(cost, shareOf(policy));
    const spending = await this.options.store.add(id, wanted);
    const granted = Math.max(0, wanted - Math.max(0, spending.points - policy.points));
    if (granted < wanted) await this.options.store.takeBack(id, wanted - granted);
    // Another request may have taken some meanwhile, and charges that are not settled give back to what they came from.
    const lease = this.findLease(id) ?? { points: 0, left: 0, ends: 0 };
    lease.points += granted;
    lease.left = Math.max(0, policy.points - spending.points);
    lease.ends = spending.ends;
    this.leases.set(id, lease);
    return lease;
  }

  private spend({ id, policy }: Holder, lease: Lease, cost: number): Charge {
    lease.points -= cost;
    return {
      settle: (objects, milliseconds) => {
        const found = Math.min(cost, Math.max(objects, Math.ceil(cost * leastShare)));
        const worked = Math.ceil(milliseconds * (this.options.pointsPerMillisecond ?? pointsPerMillisecond));
        lease.points += cost - Math.max(found, worked);
        if (lease.points < 0) this.owe(id, lease);
        const isKept = this.leases.peek(id) === lease;
        if (isKept) this.giveBackSurplus({ id, policy }, lease);
        else this.giveBack(id, lease, lease.points);
      },
    };
  }

  /** Takes from the store what was spent beyond what this process has taken before. */
  private owe(id: string, lease: Lease): void {
    const debt = -lease.points;
    lease.points = 0;
    lease.left = Math.max(0, lease.left - debt);
    if (isRunning(lease.ends)) this.options.store.add(id, debt).catch((error) => this.options.onFault(error));
  }

  private giveBackSurplus({ id, policy }: Holder, lease: Lease): void {
    const share = shareOf(policy);
    if (lease.points > 2 * share) this.giveBack(id, lease, lease.points - share);
  }

  /** Gives points of a lease back to the store, for other processes to spend; when its minute is over there are none. */
  private giveBack(id: string, lease: Lease, points: number): void {
    if (points <= 0 || !isRunning(lease.ends)) return;
    lease.points -= points;
    lease.left += points;
    this.options.store.takeBack(id, points).catch((error) => this.options.onFault(error));
  }
}

function shareOf({ points }: BudgetPolicy): number {
  return Math.ceil(points * leaseShare);
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

  takeTurn<T>(
    read: () => T | Promise<T>,
    ending: { readonly signal?: AbortSignal | undefined },
  ): T | Promise<T> {
    return this.budgets.turns.run(this.id, read, ending);
  }

  describe(): BudgetState | undefined {
    return this.budgets.describe(this);
  }

  read(): Promise<BudgetState> {
    return this.budgets.read(this);
  }
}

const free: Charge = { settle: () => {} };

function rateLimited(cost: number, { policy, remaining, ends }: BudgetState): GraphError {
  const seconds = secondsUntil(ends);
  const isHopeless = cost > policy.points;
  const advice = isHopeless
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
      http: responsePart(429, isHopeless ? {} : { "retry-after": String(seconds) }),
    },
  });
}

/** Whole seconds, at least one. */
export function secondsUntil(instant: number): number {
  return Math.max(1, Math.ceil((instant - Date.now()) / 1_000));
}
