import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const entry = resolve(import.meta.dirname, "victim-entry.mjs");

/** How an import ended in the eyes of its process. */
export type ImportEnd =
  /** The last sequence of the change log, unless the database was killed before it could be read. */
  | { end: "done"; sequence?: number }
  /** Explained: in words for the operator, as the command prints them. */
  | { end: "failed"; message: string; isExplained: boolean }
  /** It had no time to say; what it had written to stderr. */
  | { end: "killed"; errors: string };

/** A process of the built program that can be killed at any moment. */
export class Victim {
  private errors = "";

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on("data", (chunk) => {
      this.errors += chunk;
    });
  }

  /** A process that has loaded the program and waits. */
  static async prepare(url: string): Promise<Victim> {
    const environment = { DATABASE_URL: url, PORT: "0", SEEDS: "none", LOG_LEVEL: "silent" };
    const child = fork(entry, {
      env: { PATH: process.env.PATH, ...environment },
      silent: true,
      execArgv: [],
    });
    const victim = new Victim(child);
    await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error(`It could not be loaded: ${victim.errors}`))),
    ]);
    return victim;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Begins to import a file of JSON lines; one that survives can import again. */
  async import(path: string, hasSmallCache: boolean): Promise<ImportEnd> {
    const { child } = this;
    child.send({ path, hasSmallCache });
    const abort = new AbortController();
    const { signal } = abort;
    try {
      return await Promise.race([
        once(child, "message", { signal }).then(([message]) => message as ImportEnd),
        once(child, "close", { signal }).then((): ImportEnd => ({ end: "killed", errors: this.errors })),
      ]);
    } finally {
      abort.abort();
    }
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
    if (!this.isAlive) return;
    const exited = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exited;
  }
}
