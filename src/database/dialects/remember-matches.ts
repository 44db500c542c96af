import { LRUCache } from "lru-cache";
import { mostCharacters, parseQuery, type SearchTerm } from "../../search/parse-query.js";
import type { SearchDialect } from "./search-dialect.js";

const mostRemembered = 500;

/** Writes each of the last queries once: a request binds its query several times, and its next page again. */
export function rememberMatches(write: (terms: SearchTerm[]) => string | null): SearchDialect["toMatch"] {
  const matches = new LRUCache<string, { match: string | null }>({ max: mostRemembered });
  return (query) => {
    const text = query.slice(0, mostCharacters);
    const known = matches.get(text) ?? { match: write(parseQuery(text)) };
    matches.set(text, known);
    return known.match;
  };
}
