import type { ServerResponse } from "node:http";

/** Why work was given up for which nobody waits any more; it is no fault, and nobody reads it. */
export class ClientGoneError extends Error {
  override readonly name = "ClientGoneError";
}

/** A signal that aborts when the client closes its connection before it has the answer. */
export function signalOfClient(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const leave = () => {
    if (!response.writableFinished) controller.abort(new ClientGoneError("The client has gone."));
  };
  if (response.destroyed) leave();
  else response.once("close", leave);
  return controller.signal;
}
