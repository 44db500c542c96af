import { gzipSync } from "node:zlib";

/** A request that does not mean well. */
export interface HostileRequest {
  what: string;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Sends half of the body and goes away after so many milliseconds. */
  stallsFor?: number;
}

const json = { "content-type": "application/json" };

const ask = (what: string, query: string, variables: unknown = {}): HostileRequest => ({
  what,
  headers: json,
  body: JSON.stringify({ query, variables }),
});

const nest = (levels: number) => `${'{ post(by: { slug: "a" }) '.repeat(levels)}{ id }${" }".repeat(levels)}`;
const many = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(" ");

/** Written once: to write them takes longer than to refuse them. */
const fixed: readonly HostileRequest[] = [
  ask("nested selections", nest(200)),
  ask("nested values", `{ posts(where: ${"{ not: ".repeat(700)}{}${" }".repeat(700)}) { totalCount } }`),
  ask("tokens", `{ ${many(40_000, (each) => `a${each}`)} }`),
  ask("directives", `{ __typename ${many(1_400, () => "@include(if: true)")} }`),
  ask("fragments in a circle", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"),
  ask("nested variables", "query ($w: PostWhere) { posts(where: $w) { totalCount } }", {
    w: JSON.parse(`${'{"not":'.repeat(3_000)}{}${"}".repeat(3_000)}`),
  }),
  { what: "no JSON", headers: json, body: `{"query": ${"[".repeat(50_000)}` },
  { what: "no UTF-8", headers: json, body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) },
  { what: "a large body", headers: json, body: Buffer.alloc(300_000, " ") },
  {
    what: "a packed body that swells",
    headers: { ...json, "content-encoding": "gzip" },
    body: gzipSync(Buffer.alloc(20_000_000, " ")),
  },
  { what: "a form", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "query={x}" },
  {
    what: "a page of another site",
    method: "GET",
    path: "/graphql?query=%7B__typename%7D",
    headers: { "sec-fetch-site": "cross-site" },
  },
  {
    what: "a key that is none",
    headers: { ...json, authorization: "Bearer clq_1" },
    body: '{"query":"{x}"}',
  },
  { what: "a slow body", headers: json, body: JSON.stringify({ query: "{ __typename }" }), stallsFor: 2_000 },
];

/** Some 2,500 objects, of 3,000 that may be asked for. */
const schemaParts =
  "types { name fields { name args { name type { name ofType { name } } } type { name ofType { name ofType { name } } } } inputFields { name type { name ofType { name } } } enumValues { name } } all: types { fields { name } }";

/** Texts that no cache has seen. */
const fresh: readonly ((index: number) => HostileRequest)[] = [
  (index) => ask("aliases", `{ ${many(60, (each) => `a${index}x${each}: posts(first: 1) { totalCount }`)} }`),
  (index) =>
    ask(
      "the dearest page",
      `{ a${index}: posts(first: 90) { nodes { title contributions(first: 35) { nodes { body expert { name } } } } } }`,
    ),
  (index) => ask("the whole schema", `{ a${index}: __schema { ${schemaParts} } }`),
  (index) =>
    ask(
      "more than it may cost",
      `{ a${index}: posts(first: 100) { nodes { contributions(first: 100) { nodes { id } } } } }`,
    ),
  (index) =>
    ask("a long search", "query ($q: String!) { search(query: $q) { totalCount } }", {
      q: `${index} ${'"'.repeat(5)}${"ab* NEAR( ".repeat(1_000)}`,
    }),
  (index) => ask("a forged cursor", `{ posts(first: 5, after: "5b22${index}225d") { nodes { id } } }`),
];

/** All kinds in turn. */
export function takeHostileRequest(index: number): HostileRequest {
  const at = index % (fixed.length + fresh.length);
  return fixed[at] ?? (fresh[at - fixed.length] as (index: number) => HostileRequest)(index);
}
