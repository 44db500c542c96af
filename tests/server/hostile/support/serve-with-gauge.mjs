import "reflect-metadata";
// The built server in a process of its own, which tells how much memory is in use when it is asked.
import { readConfig } from "../../../../dist/config.js";
import { serve } from "../../../../dist/serve.js";

process.on("message", () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
await serve(readConfig(process.env));
