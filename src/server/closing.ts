import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** Time for requests that are on their way when closing begins. */
export const usualArrivalMilliseconds = 250;

/** One to accept each connection that waits in Node's backlog (511), and one to read from the last. */
const turnsToReadArrivals = 512;

/**
 * Lets go of every connection once the server is closing: soon where nothing runs, else with the answer.
 *
 * What clients have already sent is answered: for a moment connections are still accepted and read, and each
 * answer closes its own. Node itself would cut idle connections with a request not read yet, and wait for one
 * on which no request has come until it times out.
 */
export function closeConnectionsWhenStopping(
  app: FastifyInstance,
  { lane, arrivalMilliseconds }: { lane: { isOpen: boolean } | undefined; arrivalMilliseconds: number },
): void {
  let isClosing = false;
  const runningRequests = trackRunningRequests(app);
  app.addHook("preClose", async () => {
    isClosing = true;
    if (lane) lane.isOpen = false;
    await setTimeout(arrivalMilliseconds);
    // A busy process is late for its timer, and has not yet read what has come meanwhile.
    for (let turn = 0; turn < turnsToReadArrivals; turn += 1) await setImmediate();
    for (const [socket, running] of runningRequests) if (running === 0) socket.destroy();
  });
  app.addHook("onSend", async (_request, reply) => {
    if (isClosing) void reply.header("connection", "close");
  });
}

/** The socket of a response, which Node takes from it when it is sent. */
const runningOn = Symbol("runningOn");

type Running = ServerResponse & { [runningOn]: Socket };

/** One listener for all responses: a closure for each would be a good part of what an answer from the cache allocates. */
function trackRunningRequests({ server }: FastifyInstance): Map<Socket, number> {
  const running = new Map<Socket, number>();
  const add = (socket: Socket, change: number) => {
    const count = running.get(socket);
    if (count !== undefined) running.set(socket, count + change);
  };
  function leave(this: Running): void {
    add(this[runningOn], -1);
  }
  server.on("connection", (socket: Socket) => {
    running.set(socket, 0);
    socket.once("close", () => running.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    add(socket, 1);
    Object.assign(response, { [runningOn]: socket }).on("close", leave);
  });
  return running;
}
