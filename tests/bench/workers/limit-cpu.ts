import { mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where control groups of version 1 bound the CPU time of processes. */
const controller = "/sys/fs/cgroup/cpu";
/** Short, so that no request waits long for the next period. */
const periodMicroseconds = 10_000;

/**
 * Gives a process with all its threads a share of one core and no more; gives what takes the bound away once it has ended.
 *
 * @throws {Error} where the kernel offers no such groups (cgroup v1, https://docs.kernel.org/scheduler/sched-bwc.html), or not to this user.
 */
export function limitCpu(pid: number, share: number): () => void {
  const group = join(controller, `colloquy-bench-${pid}`);
  try {
    mkdirSync(group);
    writeFileSync(join(group, "cpu.cfs_period_us"), String(periodMicroseconds));
    writeFileSync(join(group, "cpu.cfs_quota_us"), String(Math.round(periodMicroseconds * share)));
    writeFileSync(join(group, "cgroup.procs"), String(pid));
  } catch (error) {
    throw new Error(`Servers cannot be given shares of a core: it takes root and ${controller}.`, {
      cause: error,
    });
  }
  return () => rmdirSync(group);
}
