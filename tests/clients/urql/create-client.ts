import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import type { IntrospectionQuery } from "graphql";

export interface ClientParts {
  url: string;
  /** What the schema says of itself: `getIntrospectionQuery()`, asked once as a front end is built. */
  schema: IntrospectionQuery;
  fetch?: typeof fetch;
  /** Told of what the cache finds wrong. */
  warn?(message: string): void;
}

/** An urql client of the graph, with an empty normalised cache. */
export function createClient({ url, schema, fetch = globalThis.fetch, warn }: ClientParts): Client {
  const cache = cacheExchange({
    schema,
    // What has no id is part of what it was read from.
    keys: Object.fromEntries(listTypesWithoutId(schema).map((type) => [type, () => null])),
    resolvers: {
      Query: { posts: relayPagination(), search: relayPagination() },
      Expert: { contributions: relayPagination() },
    },
    logger: (severity, message) => severity !== "debug" && warn?.(message),
  });
  return new Client({ url, fetch, preferGetMethod: true, exchanges: [cache, fetchExchange] });
}

function listTypesWithoutId({ __schema }: IntrospectionQuery): string[] {
  return __schema.types
    .filter((type) => type.kind === "OBJECT" && type.name !== __schema.queryType.name)
    .filter((type) => "fields" in type && !type.fields.some(({ name }) => name === "id"))
    .map(({ name }) => name);
}
