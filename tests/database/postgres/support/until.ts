import { setTimeout as sleep } from "node:timers/promises";

/** Resolves when the condition holds; rejects when it has not after so long. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  limitMilliseconds = 15_000,
): Promise<void> {
  const end = performance.now() + limitMilliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It did not hold within ${limitMilliseconds} ms: ${holds}`);
    await sleep(20);
  }
}
