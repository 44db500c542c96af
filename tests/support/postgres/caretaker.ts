import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";

const entry = resolve(import.meta.dirname, "end-with-parent.mjs");

/** Ends a server, and takes its folder away, when this process ends without having done so: killed, as nobody can prepare for. */
export class Caretaker {
  private constructor(private readonly child: ChildProcess) {}

  /** @param folder stays when there is none. */
  static appoint(folder?: string): Caretaker {
    const child = spawn(process.execPath, [entry, ...(folder === undefined ? [] : [folder])], {
      // Of a process group of its own: what interrupts this process by its terminal must not reach it.
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    // This process need not wait for it, nor for its pipe.
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
    // It was ended by somebody else; then nobody takes care.
    child.stdin?.on("error", () => undefined);
    return new Caretaker(child);
  }

  /** Tells it which process it has to end; undefined when none runs. */
  watch(pid: number | undefined): void {
    this.child.stdin?.write(`${pid ?? ""}\n`);
  }

  /** Lets it do its duty at once. */
  dismiss(): void {
    this.child.stdin?.end();
  }
}
