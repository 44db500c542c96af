/** What one request may ask for; reaching past any of these is an error that names the maximum. */
export interface Limits {
  depth: number;
  /** Nesting inside `__schema` and `__type`; the standard introspection query needs 15. */
  introspectionDepth: number;
  tokens: number;
  aliases: number;
  rootFields: number;
  /** Objects that the answer can hold at the most. */
  cost: number;
  /** Bytes of a POST body, as sent and after decompression. */
  bodyBytes: number;
  /** Time to receive a request, and again to answer it. */
  requestMilliseconds: number;
}

/** The deepest that any document may be: each level can be a join, and SQLite joins no more than 64 tables. */
export const deepestSelection = 50;

export const defaultLimits: Limits = {
  depth: 12,
  introspectionDepth: 20,
  // graphql-js 16 overflows its own stack near 1,600 nested objects.
  tokens: 1_500,
  aliases: 50,
  rootFields: 10,
  // 20 posts with 20 tags and 20 contributions with a clinic each cost 1,261.
  cost: 10_000,
  bodyBytes: 256 * 1024,
  requestMilliseconds: 10_000,
};
