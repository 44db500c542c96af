import { setImmediate } from "node:timers/promises";
import type { FastifyRequest } from "fastify";
import type { Revisions } from "../database/reading/revisions.js";
import type { StatementReader } from "../database/reading/statement-reader.js";
import { GraphError } from "../errors.js";

/** Request header: sequence of a change that the answer must know of. */
export const minimumChangeHeader = "min-change";

interface ContentSource {
  reader: Pick<StatementReader, "settle">;
  revisions: Pick<Revisions, "current">;
}

/**
 * Waits until what a request must see is known here, so that it is read from a server that has it.
 *
 * @throws {GraphError} BAD_REQUEST for what is no sequence, CHANGE_NOT_REACHED when the database has no such change yet.
 */
export function assertMinimumChange({ reader, revisions }: ContentSource) {
  return async ({ headers }: FastifyRequest): Promise<void> => {
    const given = headers[minimumChangeHeader];
    if (given === undefined) return;
    const minimum = parseSequence(given);
    const isKnown = () => revisions.current(new Date().toISOString()).change >= minimum;
    if (!isKnown()) {
      await reader.settle();
      if (!isKnown()) throw notReached(minimum);
    }
    // Requests of the same turn of the event loop share a state, which may be from before the change.
    await setImmediate();
  };
}

function parseSequence(header: string | string[]): number {
  if (typeof header === "string" && /^\d{1,15}$/.test(header)) return Number(header);
  throw new GraphError(
    "BAD_REQUEST",
    `The header ${minimumChangeHeader} must be one whole number, the sequence of a change as the response header x-change gives it.`,
  );
}

function notReached(minimum: number): GraphError {
  return new GraphError(
    "CHANGE_NOT_REACHED",
    `The change ${minimum} is not in this server's database yet. Try again in a moment, or ask without the header ${minimumChangeHeader}.`,
  );
}
