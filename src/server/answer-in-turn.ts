import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Requests that may wait on a connection for the answers before theirs. */
export const maximumWaiting = 100;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

const line = Symbol("line");
const connection = Symbol("connection");

/** What waits on a connection; undefined while nothing is being answered. */
type Connection = Socket & { [line]?: Exchange[] | undefined };

/** Node takes the socket from a response when it is sent. */
type Response = ServerResponse & { [connection]: Connection };

/**
 * Answers the requests of a connection one by one, in the order in which they came, and those of others between them.
 *
 * A packet can hold thousands, since clients need not wait for answers (RFC 9112, section 9.3.2). Begun all at once they
 * would hold up everybody else, and take memory for answers that nobody reads. A connection on which more of them come
 * than may wait is closed once those are answered.
 */
export function answerInTurn(answer: RequestListener): RequestListener {
  function begin({ request, response }: Exchange): void {
    Object.assign(response, { [connection]: request.socket }).once("close", follow);
    answer(request, response);
  }
  // One listener for all: a closure for each would be a good part of what an answer from the cache allocates.
  function follow(this: ServerResponse): void {
    const { [connection]: socket } = this as Response;
    const next = socket[line]?.shift();
    if (!next || socket.destroyed) socket[line] = undefined;
    else setImmediate(begin, next);
  }
  return (request, response) => {
    const socket = request.socket as Connection;
    const waiting = socket[line];
    if (!waiting) {
      socket[line] = [];
      begin({ request, response });
    } else if (waiting.length < maximumWaiting) waiting.push({ request, response });
    else endAfter(waiting, socket);
  };
}

/** What comes after them is not read any more: Node would make requests of it, each of some kilobytes. */
function endAfter(waiting: readonly Exchange[], socket: Connection): void {
  const last = waiting.at(-1);
  if (!last?.response.shouldKeepAlive) return;
  last.response.shouldKeepAlive = false;
  const pause = () => void socket.pause();
  // Node reads on with each request that is done.
  socket.on("resume", pause);
  pause();
}
