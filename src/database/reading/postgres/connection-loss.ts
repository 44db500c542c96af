import { errorCodes, GraphError } from "../../../errors.js";
import { DatabaseError } from "../../dialects/postgres-connection.js";
import { findCode } from "../../dialects/postgres-failures.js";

/** Classes and codes of SQLSTATE that say the connection or the server is gone, not that the statement was wrong. */
const lost = /^(?:08|57P0|XX000$)/;

/** And those that say that it lets nobody in. */
const refused = /^(?:28|3D000$)/;

/** Of the system, as ECONNRESET and EAI_AGAIN, and of TLS; not the others of Node.js, which begin with ERR_. */
const systemCode =
  /^(?:E(?!RR_)[A-Z0-9_]+|(?:ERR_TLS|ERR_SSL|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)_[A-Z_]+)$/;

/** pg reports some losses without a code. */
const messages =
  /connection terminated|timeout expired|timeout exceeded|client has encountered a connection error|not queryable|already released|SSL connection/i;

/** Whether a fault is that of the way to the server. */
export function isConnectionLost(error: unknown): boolean {
  const code = findCode(error);
  if (code !== undefined) return lost.test(code) || refused.test(code) || systemCode.test(code);
  return error instanceof Error && messages.test(error.message);
}

/** Whether the server lets nobody in, so that a further connection is no way to it either. */
export function isRefusal(error: unknown): boolean {
  return refused.test(findCode(error) ?? "");
}

/** Whether the server itself said that a statement failed, so that its connection is free for the next one. */
export function isOfStatement(error: unknown): boolean {
  return error instanceof DatabaseError && !isConnectionLost(error);
}

/** For what cannot be read while the database is out of reach. */
export function unavailableError(cause?: Error): GraphError {
  return new GraphError(
    "UNAVAILABLE",
    "The database is out of reach at the moment. Try again in a few seconds; answers that are cached are still served.",
    {
      // The whole answer, whatever part of it was not read.
      extensions: { http: { status: errorCodes.UNAVAILABLE.status } },
      ...(cause && { originalError: cause }),
    },
  );
}

/** For what waits for others: no connection is free, neither here nor at the server, or a table is held. */
export function busyError(cause?: Error): GraphError {
  return new GraphError(
    "SERVER_BUSY",
    "Too many operations wait for the database already. Try again in a moment.",
    cause && { originalError: cause },
  );
}

/** What a server says when it has no room on its disk, or in its memory, for what an answer needs on the way. */
const lacking = /^53[124]00$/;
/** And when it accepts no more connections, or somebody holds a table for longer than it lets others wait. */
const busy = /^(?:53300|55P03)$/;

/** What a server refuses for a while, as clients are told it; undefined for any other fault. */
export function toShortageError(error: unknown): GraphError | undefined {
  const code = findCode(error) ?? "";
  if (!(error instanceof Error)) return undefined;
  if (busy.test(code)) return busyError(error);
  if (!lacking.test(code)) return undefined;
  return new GraphError(
    "UNAVAILABLE",
    "The database lacks room on its disk or in its memory for this answer. Ask for less at once, or try again later.",
    { extensions: { http: { status: errorCodes.UNAVAILABLE.status } }, originalError: error },
  );
}
