import type { Dialect } from "./dialect.js";
import { sqliteDialect } from "./sqlite.js";

/** The dialect of a database URL's scheme, or undefined where there is none for it. */
export function findDialect(url: string): Dialect | undefined {
  return url.startsWith("sqlite:") ? sqliteDialect : undefined;
}
