import { type DestinationStream, destination, type Logger, pino } from "pino";
import type { LogLevel } from "../config.js";

export type { Logger };

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
    logDestination ?? openStandardError(),
  );
  return worker === undefined ? log : log.child({ worker });
}

/** A write to the system for each line would be a tenth of the work of an answer from the cache. */
const bufferedBytes = 4_096;
const flushMilliseconds = 100;

/** Writes lines together: when there are some, when a moment has passed, and when the process ends by itself. */
function openStandardError(): DestinationStream {
  const stream = destination({ dest: 2, sync: true, minLength: bufferedBytes });
  setInterval(() => stream.flush(), flushMilliseconds).unref();
  process.on("exit", () => stream.flushSync());
  return stream;
}

/** Only these: a database driver's errors also carry the statement's parameters, which came from a client. */
function serializeError(error: Error): object {
  const { type, message, stack } = pino.stdSerializers.err(error);
  return { type, message, stack };
}
