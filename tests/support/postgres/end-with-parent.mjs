import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

// A process that outlives the one that started it. It is told on its input the id of a server's process, an empty line
// when there is none any more; when the input ends, so must the server, and the folder (the argument) goes away.

const millisecondsToEnd = 10_000;
const [folder] = process.argv.slice(2);

let pid = 0;
for await (const line of createInterface({ input: process.stdin })) pid = Number(line);
if (pid > 0) await end();
// Whoever still writes there, an initdb that was interrupted, ends when its files are gone.
if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

async function end() {
  const deadline = performance.now() + millisecondsToEnd;
  // What stands still hears no other signal.
  for (const signal of ["SIGCONT", "SIGQUIT"]) send(signal);
  while (send(0)) {
    await sleep(50);
    if (performance.now() > deadline) return void send("SIGKILL");
  }
}

/** Whether the process is there. */
function send(signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
