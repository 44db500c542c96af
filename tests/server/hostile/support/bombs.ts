import { type HostileRequest, toRequest } from "./hostile-request.js";

const repeat = (count: number, make: (index: number) => string, separator = " ") =>
  Array.from({ length: count }, (_, index) => make(index)).join(separator);

const nested = (levels: number, [open, close = "}"]: readonly [string, string?], inner: string) =>
  `${open.repeat(levels)}${inner}${close.repeat(levels)}`;

/** Fragments that each spread the next one twice. */
const doubling = (levels: number, leaf: string) =>
  `{ posts(first: 1) { nodes { ...D0 } } } ${repeat(levels, (index) => {
    const next = index + 1 === levels ? leaf : `...D${index + 1} ...D${index + 1}`;
    return `fragment D${index} on Post { ${next} }`;
  })}`;

/** Documents that are small to send and would be large to parse, validate, plan or answer; each with its code. */
export const documentBombs: Readonly<Record<string, readonly [code: string, document: string]>> = {
  "13 levels of fields": [
    "QUERY_TOO_DEEP",
    `{ ${nested(3, ["posts { nodes { tags { nodes { ", "} } } }"], "slug")} }`,
  ],
  "400 levels of fields": [
    "QUERY_TOO_DEEP",
    `{ ${nested(100, ["posts { nodes { tags { nodes { ", "} } } }"], "slug")} }`,
  ],
  "10,000 levels": ["QUERY_TOO_LONG", "{a".repeat(10_000)],
  "a list of 10,000 lists": ["QUERY_TOO_LONG", `{ nodes(ids: ${"[".repeat(10_000)}) { id } }`],
  "a filter of 250 levels": [
    "FILTER_TOO_LARGE",
    `{ posts(where: ${nested(250, ["{not: "], "{}")}) { totalCount } }`,
  ],
  "a filter of 100 conditions in a list": [
    "FILTER_TOO_LARGE",
    `{ posts(where: { or: [${repeat(100, () => '{slug: {eq: "a"}}')}] }) { totalCount } }`,
  ],
  "introspection of 30 levels": [
    "QUERY_TOO_DEEP",
    `{ __schema { types ${nested(30, ["{ ofType "], "{ name }")} } }`,
  ],
  "36 times the schema": [
    "QUERY_TOO_COSTLY",
    `{ ${repeat(9, (root) => `r${root}: __schema { ${repeat(4, (list) => `t${list}: types { ...T }`)} }`)} } fragment T on __Type { name fields { name args { type { name } } type { name fields { name type { name ofType { name } } } } } }`,
  ],
  "introspection that fragments double": [
    "ANSWERED",
    `{ __schema { types { ...I0 } } } ${repeat(30, (index) => `fragment I${index} on __Type { ${index === 29 ? "kind" : `...I${index + 1} ...I${index + 1}`} }`)}`,
  ],
  "the schema beside a cursor that is none": [
    "QUERY_TOO_COSTLY",
    `{ posts(first: 1, after: "x") { totalCount } ${repeat(8, (root) => `r${root}: __schema { ${repeat(4, (list) => `t${list}: types { name fields { name args { type { name } } type { name fields { name type { name } } } } }`)} }`)} }`,
  ],
  "1,501 tokens": ["QUERY_TOO_LONG", `{ ${"__typename ".repeat(1_499)} }`],
  "1,400 names in one field": ["GRAPHQL_VALIDATION_FAILED", `{ ${"__typename ".repeat(1_400)} }`],
  "60 aliases": ["TOO_MANY_ALIASES", `{ ${repeat(60, (index) => `a${index}: __typename`)} }`],
  "11 root fields": [
    "TOO_MANY_ROOT_FIELDS",
    `{ ${repeat(11, (index) => `a${index}: posts { totalCount }`)} }`,
  ],
  "11 root fields in fragments": [
    "TOO_MANY_ROOT_FIELDS",
    `{ ...A ...B } fragment A on Query { ${repeat(6, (index) => `a${index}: posts { totalCount }`)} } fragment B on Query { ${repeat(6, (index) => `b${index}: posts { totalCount }`)} }`,
  ],
  "aliases that fragments double": ["TOO_MANY_ALIASES", doubling(40, "a: title")],
  "spreads that fragments double": ["ANSWERED", doubling(40, "title")],
  "a fragment that spreads itself": [
    "GRAPHQL_VALIDATION_FAILED",
    "{ posts(first: 1) { nodes { ...A } } } fragment A on Post { ...A }",
  ],
  "a ring of 50 fragments": [
    "GRAPHQL_VALIDATION_FAILED",
    `{ posts(first: 1) { nodes { ...R0 } } } ${repeat(50, (index) => `fragment R${index} on Post { ...R${(index + 1) % 50} }`)}`,
  ],
  "a ring through fields": [
    "GRAPHQL_VALIDATION_FAILED",
    "{ posts(first: 1) { nodes { ...A } } } fragment A on Post { tags { nodes { posts { nodes { ...A } } } } }",
  ],
  "fragments that all spread all others": [
    "GRAPHQL_VALIDATION_FAILED",
    `{ posts(first: 1) { nodes { ...A0 } } } ${repeat(15, (one) => `fragment A${one} on Post { ${repeat(15, (other) => `...A${other}`)} }`)}`,
  ],
  "a fragment that is missing": ["GRAPHQL_VALIDATION_FAILED", "{ ...Nowhere }"],
  "200 fragments that nobody spreads": [
    "GRAPHQL_VALIDATION_FAILED",
    `{ __typename } ${repeat(200, (index) => `fragment U${index} on Post { id }`)}`,
  ],
  "300 directives on one field": [
    "GRAPHQL_VALIDATION_FAILED",
    `{ __typename ${"@skip(if: false) ".repeat(200)} }`,
  ],
  "400 unknown directives on one field": ["GRAPHQL_VALIDATION_FAILED", `{ __typename ${"@a ".repeat(400)} }`],
  "700 directives on an operation": [
    "GRAPHQL_VALIDATION_FAILED",
    `query ${"@a ".repeat(700)} { __typename }`,
  ],
  "directives on 90 fields": [
    "ANSWERED",
    `query ($yes: Boolean = true) { posts(first: 1) { nodes { ${repeat(90, () => "title @include(if: $yes) @skip(if: false)")} } } }`,
  ],
  "300 variables": [
    "GRAPHQL_VALIDATION_FAILED",
    `query (${repeat(300, (index) => `$v${index}: Int`)}) { __typename }`,
  ],
  "a variable by 150 names of one": [
    "GRAPHQL_VALIDATION_FAILED",
    `query (${"$v: Int ".repeat(150)}) { __typename }`,
  ],
  "a default of 200 levels": [
    "FILTER_TOO_LARGE",
    `query ($where: PostWhere = ${nested(200, ["{not: "], "{}")}) { posts(where: $where) { totalCount } }`,
  ],
  "200 operations": [
    "OPERATION_RESOLUTION_FAILURE",
    repeat(200, (index) => `query Q${index} { __typename }`),
  ],
  "200 operations of one name": ["GRAPHQL_VALIDATION_FAILED", repeat(200, () => "query Q { __typename }")],
  "lists in lists in lists": [
    "QUERY_TOO_COSTLY",
    "{ posts(first: 100) { nodes { tags(first: 100) { nodes { posts(first: 100) { nodes { slug } } } } } } }",
  ],
  "two fields of one name that differ, in 60 fragments": [
    "GRAPHQL_VALIDATION_FAILED",
    `{ posts(first: 1) { nodes { ${repeat(60, (index) => `... { tags(first: ${index}) { nodes { id } } }`)} } } }`,
  ],
  "a name of 100,000 letters": ["GRAPHQL_VALIDATION_FAILED", `{ ${"a".repeat(100_000)} }`],
  "a comment of 200,000 letters": ["ANSWERED", `{ __typename } #${"a".repeat(200_000)}`],
  "200,000 commas": ["ANSWERED", `{ __typename ${",".repeat(200_000)} }`],
  "a string of 200,000 letters": ["ANSWERED", `{ tag(by: { slug: "${"a".repeat(200_000)}" }) { id } }`],
  "a block string of 50,000 lines": [
    "ANSWERED",
    `{ tag(by: { slug: """${" \n".repeat(50_000)}""" }) { id } }`,
  ],
  "a number of 100,000 digits": [
    "GRAPHQL_VALIDATION_FAILED",
    `{ posts(first: ${"9".repeat(100_000)}) { totalCount } }`,
  ],
  "a subscription": ["OPERATION_RESOLUTION_FAILURE", "subscription { posts { totalCount } }"],
  "a mutation": ["OPERATION_RESOLUTION_FAILURE", "mutation { deletePosts { totalCount } }"],
  "a type system": [
    "GRAPHQL_VALIDATION_FAILED",
    "type Query { a: Int } schema { query: Query } { __typename }",
  ],
  "half a surrogate pair in a string": ["GRAPHQL_PARSE_FAILED", '{ tag(by: { slug: "\\ud800" }) { id } }'],
  "NUL between names": ["GRAPHQL_PARSE_FAILED", "{ __typename \0 }"],
  "a byte order mark inside": ["ANSWERED", "{ \ufeff__typename }"],
};

const listed = "query ($value: [ID!]!) { nodes(ids: $value) { id } }";
const filtered = "query ($value: PostWhere) { posts(where: $value) { totalCount } }";

/** Bodies whose variables, names or extensions are the bomb. */
export const variableBombs: readonly HostileRequest[] = [
  ["a list of 30,000 levels", listed, `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
  ["a list of 99 levels", listed, `${"[".repeat(99)}"x"${"]".repeat(99)}`],
  ["60,000 ids", listed, `["x"${',"x"'.repeat(60_000)}]`],
  ["101 ids", listed, `["x"${',"x"'.repeat(100)}]`],
  ["80,000 objects", filtered, `{"and":[{}${",{}".repeat(80_000)}]}`],
  ["a filter of 20,000 levels", filtered, nested(20_000, ['{"not":'], "{}")],
  ["a filter of 90 levels", filtered, nested(90, ['{"not":'], "{}")],
  ["20,000 fields that are none", filtered, `{"a":1${repeat(20_000, (index) => `,"f${index}":1`, "")}}`],
  ["a field of 100,000 letters that is none", filtered, `{"${"f".repeat(100_000)}":1}`],
  ["a prototype", filtered, '{"__proto__":{"slug":{"eq":"first"}}}'],
  ["a constructor", filtered, '{"constructor":{"prototype":{"slug":{"eq":"first"}}}}'],
  ["a prototype inside", filtered, '{"slug":{"__proto__":{"eq":"first"},"eq":"first"}}'],
  ["a text for an object", filtered, '"first"'],
  ["names that objects have", filtered, '{"toString":1,"valueOf":1,"hasOwnProperty":1,"then":1,"toJSON":1}'],
].map(([title = "", query, value]) =>
  toRequest(title, `{"query":${JSON.stringify(query)},"variables":{"value":${value}}}`),
);

const typename = JSON.stringify("{ __typename }");
const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;

/** Bodies that are no request, or nearly one. */
export const bodyBombs: readonly HostileRequest[] = Object.entries({
  "a prototype for variables": `{"query":${typename},"variables":{"__proto__":{"value":1}}}`,
  "a constructor for variables": `{"query":${typename},"variables":{"constructor":{"prototype":{"value":1}}}}`,
  "a prototype for a body": `{"__proto__":{"query":${typename}}}`,
  "a prototype beside a document": `{"__proto__":{"operationName":"x"},"query":${typename}}`,
  "variables in a text": `{"query":${typename},"variables":"{}"}`,
  "variables in a list": `{"query":${typename},"variables":[{}]}`,
  "10,000 variables that nobody defines": `{"query":${typename},"variables":{"a":1${repeat(10_000, (index) => `,"v${index}":1`, "")}}}`,
  "extensions of 50,000 levels": `{"query":${typename},"extensions":{"a":${deep}}}`,
  "an operation name of 200,000 letters": `{"query":${typename},"operationName":"${"a".repeat(200_000)}"}`,
  "an operation name of an object": `{"query":${typename},"operationName":{"__proto__":"x"}}`,
  "an operation named __proto__": `{"query":${typename},"operationName":"__proto__"}`,
  "a document of 50,000 levels of JSON": `{"query":${deep}}`,
  "a list of 50,000 levels": deep,
  "a list of 1,000 operations": `[${repeat(1_000, () => `{"query":${typename}}`, ",")}]`,
  "a persisted query of another text": `{"query":${typename},"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${"0".repeat(64)}"}}}`,
  "a persisted query by __proto__": `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}`,
  "a persisted query by 100,000 letters": `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${"a".repeat(100_000)}"}}}`,
  "a persisted query of version 1e999": `{"query":${typename},"extensions":{"persistedQuery":{"version":1e999,"sha256Hash":"x"}}}`,
  "half a surrogate pair for a document": '{"query":"\\ud800"}',
  "NUL for a document": '{"query":"\\u0000"}',
  "text behind the JSON": `{"query":${typename}} {"query":${typename}}`,
  "a document twice": `{"query":"{","query":${typename}}`,
  "a number without end": `{"query":${typename},"variables":{"a":${"9".repeat(100_000)}}}`,
}).map(([title, body]) => toRequest(title, body));
