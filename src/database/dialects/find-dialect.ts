import type { Dialect } from "./dialect.js";
import { postgresDialect } from "./postgres.js";
import { sqliteDialect } from "./sqlite.js";

/** Every engine that the program speaks with. */
export const dialectsByEngine = { sqlite: sqliteDialect, postgres: postgresDialect } as const;

const schemes: readonly { scheme: RegExp; dialect: Dialect }[] = [
  { scheme: /^sqlite:/, dialect: sqliteDialect },
  { scheme: /^postgres(?:ql)?:\/\//, dialect: postgresDialect },
];

/** The dialect of a database URL's scheme, or undefined where there is none for it. */
export function findDialect(url: string): Dialect | undefined {
  return schemes.find(({ scheme }) => scheme.test(url))?.dialect;
}
