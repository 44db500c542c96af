/**
 * What a reader process runs: statements of one file, one after another, until its parent ends it or dies.
 *
 * Arguments: the file and the parent's process id. It loads the driver and nothing of the program around it.
 */
import { Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import { openReadConnection, type SqliteConnection } from "../dialects/sqlite-connection.js";
import type { Answer, Fault, Question } from "./reader-messages.js";

const [path = "", parent] = process.argv.slice(2);

const prepared = new LRUCache<string, ReturnType<SqliteConnection["prepare"]>>({ max: 100 });
let connection: SqliteConnection | undefined;

/** While a statement runs, only another thread can see that the parent is gone and nobody wants the answer. */
const watch = `
  const { workerData: parent } = require("node:worker_threads");
  setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), 1_000);
`;
new Worker(watch, { eval: true, workerData: Number(parent) }).unref();

// A terminal and a service supervisor signal the whole group, while the parent may still finish its requests.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
process.once("disconnect", () => process.exit());
process.on("message", (question: Question) => process.send?.(answer(question)));

function answer({ text, values }: Question): Answer | Fault {
  try {
    const statement = prepare(text);
    const start = performance.now();
    const bytes = (statement.get(values) as Buffer | null | undefined) ?? null;
    return { bytes, milliseconds: performance.now() - start };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return { fault: { message, code } };
  }
}

function prepare(text: string) {
  connection ??= openReadConnection(path);
  const statement = prepared.get(text) ?? connection.prepare(text).pluck();
  prepared.set(text, statement);
  return statement;
}
