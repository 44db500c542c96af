import { type DestinationStream, destination, type Logger, pino } from "pino";
import type { LogLevel } from "../config.js";

export interface LoggerParts {
  logLevel: LogLevel;
  /** Where log lines go; standard error unless told, so that standard output holds what a person waits for. */
  logDestination?: DestinationStream;
  /** The number that each line bears when several processes write to one log. */
  worker?: number | undefined;
}

/** The log of this process: JSON lines. */
export function createLogger({ logLevel, logDestination, worker }: LoggerParts): Logger {
  const log = pino(
    { level: logLevel, serializers: { err: serializeError } },
    logDestination ?? destination(2),
  );
  return worker === undefined ? log : log.child({ worker });
}

/** Only these: a database driver's errors also carry the statement's parameters, which came from a client. */
function serializeError(error: Error): object {
  const { type, message, stack } = pino.stdSerializers.err(error);
  return { type, message, stack };
}
