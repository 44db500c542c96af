import { mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerProcess } from "../server-process.js";

/** Where control groups of version 1 bound the CPU time of processes. */
const controller = "/sys/fs/cgroup/cpu";
/** Short, so that no request waits long for the next period. */
const periodMicroseconds = 10_000;

/**
 * The server, with all its threads kept to a share of one core.
 *
 * @throws {Error} where the kernel offers no such groups (cgroup v1, https://docs.kernel.org/scheduler/sched-bwc.html), or not to this user.
 */
export function limitServer(server: ServerProcess, share: number): ServerProcess {
  const group = join(controller, `colloquy-bench-${server.pid}`);
  try {
    mkdirSync(group);
    writeFileSync(join(group, "cpu.cfs_period_us"), String(periodMicroseconds));
    writeFileSync(join(group, "cpu.cfs_quota_us"), String(Math.round(periodMicroseconds * share)));
    writeFileSync(join(group, "cgroup.procs"), String(server.pid));
  } catch (error) {
    throw new Error(`Servers cannot be given shares of a core: it takes root and ${controller}.`, {
      cause: error,
    });
  }
  return {
    ...server,
    async stop() {
      await server.stop();
      rmdirSync(group);
    },
  };
}
