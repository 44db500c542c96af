import type { HostileRequest } from "./hostile-request.js";

const document = "{ posts { totalCount } }";
const json = JSON.stringify({ query: document });
const search = `/graphql?${new URLSearchParams({ query: document })}`;
const elsewhere = { origin: "https://elsewhere.example" };
const multipart = `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${json}\r\n--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n{}\r\n--x--\r\n`;

/** What a page can send from another site without asking first (https://fetch.spec.whatwg.org/#simple-header). */
export const simpleRequests: readonly HostileRequest[] = [
  ...Object.entries({
    "text/plain": json,
    "text/plain;charset=UTF-8": json,
    "application/x-www-form-urlencoded": String(new URLSearchParams({ query: document })),
    "application/x-www-form-urlencoded; a=application/json": json,
    "multipart/form-data; boundary=x": multipart,
    "multipart/form-data; application/json": json,
    "text/plain; application/json": json,
    "text/plain, application/json": json,
    "application/jsonp": json,
    "application/graphql": document,
    "": json,
  }).map(([type, body]) => ({
    title: `a POST of ${type || "no type"}`,
    headers: { "content-type": type, ...elsewhere, "sec-fetch-site": "cross-site" },
    body,
  })),
  ...["/graphql", search].map((path) => ({
    title: `a form that posts to ${path}`,
    path,
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" },
    body: String(new URLSearchParams({ query: document })),
  })),
  ...Object.entries({
    "of an image": { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
    "of a script": {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "no-cors",
      "sec-fetch-dest": "script",
    },
    "of a link": {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    },
    "of a frame": { "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    "by a script that reads": { ...elsewhere, "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
    "by a script of an old browser": elsewhere,
    "without an origin to tell": { origin: "null" },
    "with a mark of no meaning": { "sec-fetch-site": "elsewhere" },
    "with an empty mark": { "sec-fetch-site": "" },
    "with an empty promise": { "sec-fetch-site": "cross-site", "apollo-require-preflight": "" },
    "with cookies": { "sec-fetch-site": "cross-site", cookie: "session=1" },
  }).map(([title, headers]) => ({
    title: `a GET ${title}`,
    method: "GET" as const,
    path: search,
    headers: { accept: "*/*", ...headers },
  })),
];

/** Credentials that nobody has given out. */
export const forgedCredentials: readonly HostileRequest[] = [
  "Bearer",
  "Bearer ",
  "bearer x",
  "Bearer null",
  "Bearer undefined",
  "Bearer x",
  `Bearer ${"A".repeat(4_000)}`,
  "Bearer \u00ff\u00fe",
  "Bearer a b c",
  "Bearer ' OR '1'='1",
  "Bearer '; DROP TABLE api_key; --",
  "Bearer __proto__",
  "Bearer constructor",
  "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInNjb3BlIjoiZHJhZnRzOnJlYWQifQ.",
  "Bearer ../../etc/passwd",
  "Bearer Bearer x",
  "Bearer x, Bearer y",
  "Bearer %00",
  "Bearer ====",
  "Basic YWRtaW46YWRtaW4=",
  "Basic",
  'Digest username="admin"',
  "Negotiate YII",
  "Token x",
  ",",
  '"',
].map((authorization) => ({
  title: `authorization: ${authorization.slice(0, 60)}`,
  headers: { authorization },
  body: json,
}));
