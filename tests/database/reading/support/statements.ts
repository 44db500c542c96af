import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Counts for days. */
export const endless =
  "WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 1e12) SELECT CAST(max(n) AS blob) FROM counter";

/** Resolves when a statement that was just begun has been sent to its process. */
export async function untilAsked(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves once none of these processes is there. */
export async function untilEnded(ids: readonly number[]): Promise<void> {
  while (ids.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 10));
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** Another program with a pool of its own: one of its processes runs an endless statement, one has nothing to do. */
export async function startPoolUser(path: string): Promise<{ child: ChildProcess; processIds: number[] }> {
  const program = join(import.meta.dirname, "pool-user.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { child, processIds: JSON.parse(String(line)) };
}
