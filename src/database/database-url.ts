import { parseUrl } from "../parse-url.js";

const expected = "must be sqlite:PATH, sqlite::memory: or postgres://USER:PASSWORD@HOST:PORT/DATABASE";
const expectedReplica =
  "must be postgres://USER:PASSWORD@HOST:PORT/DATABASE, several with spaces between them";

const postgresSchemes = new Set(["postgres", "postgresql"]);

/**
 * What is wrong with the URL of a database, to follow the name of what it was given as; undefined for a right one.
 *
 * Faults quote no more than the scheme: the rest can hold a password.
 */
export function findDatabaseUrlFault(url: string): string | undefined {
  const scheme = findScheme(url);
  if (scheme === "sqlite") return `${expected}, without // after sqlite:`;
  if (scheme !== undefined && postgresSchemes.has(scheme)) return findPostgresFault(url, expected);
  if (scheme !== undefined) return `${expected}; ${scheme}:// is not supported`;
  if (!url.startsWith("sqlite:")) return expected;
  return findPathFault(url.slice("sqlite:".length));
}

/** As `findDatabaseUrlFault`, for what can only be a PostgreSQL server. */
export function findReplicaUrlFault(url: string): string | undefined {
  const scheme = findScheme(url);
  const isPostgres = scheme !== undefined && postgresSchemes.has(scheme);
  return isPostgres ? findPostgresFault(url, expectedReplica) : expectedReplica;
}

function findScheme(url: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
}

function findPostgresFault(url: string, expectation: string): string | undefined {
  if (!/^postgres(?:ql)?:/.test(url)) return `names its scheme not in lower-case letters; it ${expectation}`;
  // What is in front of a slash in a password can pass for host and port, and the rest for the database.
  const parsed = parseUrl(url);
  if (!parsed || parsed.pathname.includes("@"))
    return `cannot be read as a URL, perhaps for a character in its password that must be percent-encoded; it ${expectation}`;
  const { hostname, searchParams, pathname } = parsed;
  if (hostname === "" && !searchParams.has("host")) return `names no host; it ${expectation}`;
  return /^\/[^/]+$/.test(pathname) ? undefined : `names no database after the host; it ${expectation}`;
}

function findPathFault(path: string): string | undefined {
  if (/^$|\/$/.test(path.trim())) return `names no file after sqlite:; it ${expected}`;
  // SQLite's driver drops such spaces, so that " :memory:" would keep nothing.
  if (path !== path.trim()) return `has a space before or after its path; it ${expected}`;
  if (/^file:/i.test(path)) return `${expected}, with a plain path; file: URIs are not supported`;
  return undefined;
}
