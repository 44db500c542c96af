import { readdirSync, readFileSync } from "node:fs";

/** Seconds since the process began, from the scheduler's own books (Linux). */
export interface ProcessTimes {
  /** All threads, on a core. */
  cpu: number;
  /** The main thread, ready to run but without a core. */
  queued: number;
}

export function readProcessTimes(pid: number): ProcessTimes {
  const tasks = readdirSync(`/proc/${pid}/task`).map((task) => readSchedule(`/proc/${pid}/task/${task}`));
  const cpu = tasks.reduce((sum, { running }) => sum + running, 0);
  return { cpu, queued: readSchedule(`/proc/${pid}/task/${pid}`).queued };
}

/** The processes that serve: the workers, or the process itself when it has none. */
export function listServingProcesses(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return children === "" ? [pid] : children.split(" ").map(Number);
}

/** https://docs.kernel.org/scheduler/sched-stats.html: nanoseconds running, nanoseconds queued, turns. */
function readSchedule(task: string): { running: number; queued: number } {
  const [running = 0, queued = 0] = readFileSync(`${task}/schedstat`, "utf8").split(" ").map(Number);
  return { running: running / 1e9, queued: queued / 1e9 };
}
