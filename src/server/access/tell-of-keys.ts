import type { FastifyBaseLogger } from "fastify";

/** Makes what tells the log why keys cannot be read, and when they can be again. */
export function tellOfKeys(log: Pick<FastifyBaseLogger, "error" | "info">): (fault: unknown) => void {
  return (fault) => {
    if (fault === undefined) log.info("The keys can be read again.");
    else log.error({ err: fault }, unreadableNotice);
  };
}

const unreadableNotice =
  "The keys cannot be read. Those that were read last hold; where none were, requests with a key get UNAVAILABLE, and no key lets pages of other sites read.";
