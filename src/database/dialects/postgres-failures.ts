const lost = "the server ended the connection; try again, and look into its log";

/** A sentence for the operator by SQLSTATE (PostgreSQL's appendix A) or by the system's code. */
const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no server listens there; check host and port, and that PostgreSQL runs",
  ENOTFOUND: "its host is not known; check the name",
  EAI_AGAIN: "the name of its host could not be looked up; check the network",
  ETIMEDOUT: "the server cannot be reached; check host, port and firewall",
  EHOSTUNREACH: "the server cannot be reached; check host, port and firewall",
  ECONNRESET: lost,
  EPIPE: lost,
  "28P01": "the password is wrong",
  "28000": "this user may not connect; check the name and the server's pg_hba.conf",
  "3D000": "there is no such database; create it, empty, and try again",
  "42501":
    "this user lacks a privilege; it needs to own the database, or CREATE on it and on its schema public",
  "25006": "the server is read-only: it is a replica, or the primary was made one; name the primary",
  "53100": "the disk of the server is full; make room there and try again",
  "53200": "the server is out of memory",
  "53300": "the server has no connection left; raise its max_connections or lower DATABASE_POOL_SIZE",
  "53400": "the server's limit of temporary files is reached; raise its temp_file_limit or work_mem",
  "57P03": "the server is starting up or shutting down; try again soon",
  "57014": "the server stopped a statement that took too long; raise the statement_timeout of this user",
  "25P03":
    "the server ended a transaction that did nothing for long; try again, with input that comes sooner",
  "57P01": "its operator ended the server or this connection; try again when it runs",
  "57P02": lost,
  "40001": "others wrote at the same time, several times in a row; try again",
  "40P01": "others wrote at the same time, several times in a row; try again",
  "55P03":
    "another program uses the tables for long, as an import, an export or a copy does; try again later",
  "42710": "it holds something of another program by a name that Colloquy uses",
  "42723": "it holds something of another program by a name that Colloquy uses",
  "42P07": "it holds something of another program by a name that Colloquy uses",
};

/** What pg reports without a code. */
const messages: readonly [RegExp, string][] = [
  [/timeout expired|timeout exceeded/i, "the server cannot be reached; check host, port and firewall"],
  [/connection terminated|not queryable/i, lost],
  // A connection that was lost while no statement ran; the error of that moment reached nobody.
  [/already released/i, lost],
  [/password must be a string/i, "the server asks for a password and the URL has none"],
  [
    /unsupported startup parameter/i,
    "a pooler is between, which takes no settings; set DATABASE_PREPARED_STATEMENTS to off",
  ],
  [/does not support SSL/i, "the server has no SSL, which the URL asks for"],
];

/** A sentence for the operator when PostgreSQL could not be reached, opened or written; undefined for any other fault. */
export function explainPostgresFailure(error: unknown): string | undefined {
  const code = findCode(error);
  const known = code === undefined ? undefined : failures[code];
  if (known !== undefined || !(error instanceof Error)) return known;
  return messages.find(([pattern]) => pattern.test(error.message))?.[1];
}

/** SQLSTATE or the system's code; TypeORM wraps the driver's error, and a failed attempt at several addresses lists them. */
export function findCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  if ("driverError" in error) return findCode(error.driverError);
  return "errors" in error && Array.isArray(error.errors) ? findCode(error.errors[0]) : undefined;
}

/** Whether a connection was waited for as long as may be, so that nothing is to be waited for again. */
export function isWaitOver(error: unknown): boolean {
  return error instanceof Error && /timeout e|connection timeout/i.test(error.message);
}
