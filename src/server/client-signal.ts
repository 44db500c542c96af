import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";

/** Why work was given up for which nobody waits any more; it is no fault, and nobody reads it. */
export class ClientGoneError extends Error {
  override readonly name = "ClientGoneError";
}

/** A controller to whose signal any number may listen, as each statement of a request does; Node warns of more than ten. */
export function createSharedController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(Number.POSITIVE_INFINITY, controller.signal);
  return controller;
}

/** A signal that aborts when the client closes its connection before it has the answer. */
export function signalOfClient(response: ServerResponse): AbortSignal {
  const controller = createSharedController();
  const leave = () => {
    if (!response.writableFinished) controller.abort(new ClientGoneError("The client has gone."));
  };
  if (response.destroyed) leave();
  else response.once("close", leave);
  return controller.signal;
}
