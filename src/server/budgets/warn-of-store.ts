import type { FastifyBaseLogger } from "fastify";

const quietMilliseconds = 60_000;

/** Makes what tells the log that nobody's spending is counted: once a minute, however often that happens. */
export function warnOfStore(log: Pick<FastifyBaseLogger, "warn">): (error: unknown) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (Date.now() - last < quietMilliseconds) return;
    last = Date.now();
    log.warn(
      { err: error },
      "The file of budgets cannot be written; no request is refused for what it costs.",
    );
  };
}
