import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { RateLimiterMemory, RateLimiterSQLite } from "rate-limiter-flexible";
import { openEmbeddedStore } from "../../database/dialects/embedded-store.js";

/** What a budget has spent in the minute that runs. */
export interface Spending {
  points: number;
  /** When the minute is over, in milliseconds since 1970. */
  ends: number;
}

/** What all budgets have spent; of those that have spent nothing, it knows nothing. */
export interface BudgetStore {
  /** Adds points, however many; a minute begins where none runs. */
  add(budget: string, points: number): Promise<Spending>;
  /** Takes points back, while the minute runs in which they were added. */
  takeBack(budget: string, points: number): Promise<void>;
  find(budget: string): Promise<Spending | undefined>;
  close(): void;
}

/** Of all budgets: what is spent is counted by minutes. */
export const windowSeconds = 60;

/** Whether a minute is under way; one that ends later than in a minute was begun before the clock was set back. */
export function isRunning(ends: number): boolean {
  const left = ends - Date.now();
  return left > 0 && left <= windowSeconds * 1_000;
}

/** How often the file is rid of minutes that are over. */
const forgettingMilliseconds = 300_000;

/** Whether what is spent is over the maximum is told elsewhere, since budgets differ. */
const options = { points: Number.MAX_SAFE_INTEGER, duration: windowSeconds };

/**
 * Opens what is spent in a file, which all processes of a machine share and which outlives them; in memory without one.
 *
 * When the file cannot be opened, `onFault` is told why, and what is spent is counted in memory: what readers ask for
 * is answered all the same.
 */
export async function openBudgetStore(
  file: string | undefined,
  onFault: (error: unknown) => void = () => {},
): Promise<BudgetStore> {
  if (file === undefined) return toStore(new RateLimiterMemory(options), () => {});
  try {
    mkdirSync(dirname(file), { recursive: true });
    const storeClient = openEmbeddedStore(file);
    const limiter = await openLimiter(storeClient);
    const forgetting = setInterval(
      () => void limiter.clearExpired(Date.now()),
      forgettingMilliseconds,
    ).unref();
    return toStore(limiter, () => {
      clearInterval(forgetting);
      storeClient.close();
    });
  } catch (error) {
    onFault(error);
    return await openBudgetStore(undefined);
  }
}

/** The library's types leave this method out. */
type FileLimiter = RateLimiterSQLite & { clearExpired(before: number): Promise<void> };

async function openLimiter(storeClient: unknown): Promise<FileLimiter> {
  return await new Promise((resolve, reject) => {
    const limiter = new RateLimiterSQLite(
      {
        ...options,
        storeClient,
        storeType: "better-sqlite3",
        tableName: "budget",
      },
      // Called before the constructor returns only with a fault.
      (error?: Error) => (error ? reject(error) : resolve(limiter as FileLimiter)),
    );
  });
}

function toStore(limiter: RateLimiterMemory | RateLimiterSQLite, close: () => void): BudgetStore {
  return {
    close,
    async add(budget, points) {
      const spending = toSpending(await limiter.consume(budget, points));
      if (isRunning(spending.ends)) return spending;
      await limiter.delete(budget);
      return toSpending(await limiter.consume(budget, points));
    },
    async takeBack(budget, points) {
      await limiter.reward(budget, points);
    },
    async find(budget) {
      const found = await limiter.get(budget);
      const spending = found ? toSpending(found) : undefined;
      return spending && isRunning(spending.ends) ? spending : undefined;
    },
  };
}

function toSpending(result: { consumedPoints: number; msBeforeNext: number }): Spending {
  return { points: result.consumedPoints, ends: Date.now() + result.msBeforeNext };
}
