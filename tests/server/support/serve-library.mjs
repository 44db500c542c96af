import "reflect-metadata";
// A process of its own around the built server, so that tests can send it real signals.
import { buildSchema } from "graphql";
import { createServer } from "../../../dist/server/create-server.js";
import { listen } from "../../../dist/server/listen.js";
import { stopOnSignals } from "../../../dist/server/shutdown.js";

const schema = buildSchema("type Query { slow: String }");
const gate = new Promise((open) => process.once("message", open));

const app = await createServer({
  schema,
  fieldResolver: () => {
    process.send("running");
    return gate;
  },
  createContext: () => ({}),
  checkReadiness: async () => ({ canAnswer: true, faults: [] }),
  operations: [],
  logLevel: "info",
});
const close = async () => void process.stdout.write("closed\n");
stopOnSignals({ app, close, graceMilliseconds: Number(process.env.GRACE_MILLISECONDS ?? 10_000) });
await listen(app, { host: "127.0.0.1", port: 0 });
