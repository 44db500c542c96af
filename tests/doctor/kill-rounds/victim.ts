import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const entry = resolve(import.meta.dirname, "victim-entry.mjs");

/** How an import ended in the eyes of its process; "killed" when that had no time to say. */
export type ImportEnd = "done" | "killed" | `failed: ${string}`;

/** A process of the built program that can be killed at any moment. */
export class Victim {
  private constructor(private readonly child: ChildProcess) {}

  /** A process that has loaded the program and waits. */
  static async prepare(url: string): Promise<Victim> {
    const environment = { DATABASE_URL: url, PORT: "0", SEEDS: "none", LOG_LEVEL: "silent" };
    const child = fork(entry, {
      env: { PATH: process.env.PATH, ...environment },
      silent: true,
      execArgv: [],
    });
    const victim = new Victim(child);
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error(`It could not be loaded: ${errors}`))),
    ]);
    return victim;
  }

  /** Begins to import a file of JSON lines. */
  import(path: string, hasSmallCache: boolean): Promise<ImportEnd> {
    const { child } = this;
    let end: ImportEnd = "killed";
    child.once("message", (message: { ended: ImportEnd }) => {
      end = message.ended;
    });
    child.send({ path, hasSmallCache });
    return once(child, "exit").then(() => end);
  }

  /** Begins to serve; gives the address. */
  async serve(): Promise<string> {
    const { child } = this;
    child.send({});
    let output = "";
    return await new Promise((resolveUrl, reject) => {
      child.once("exit", () => reject(new Error(`The server ended: ${output}`)));
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (chunk) => {
          output += chunk;
          const url = /^listening on (http:\S+)$/m.exec(output)?.[1];
          if (url) resolveUrl(url);
        });
      }
    });
  }

  /** Ends it by SIGKILL, which no process can prepare for. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  }
}
