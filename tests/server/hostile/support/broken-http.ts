const json = '{"query":"{ posts { totalCount } }"}';
const post = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
const get = "GET /graphql?query={posts{totalCount}} HTTP/1.1\r\nhost: x\r\n";
const end = "connection: close\r\n\r\n";

/** Bytes that break HTTP, or bend it, each with the statuses that it may be answered with. */
export const brokenHttp: Readonly<Record<string, readonly [statuses: readonly number[], bytes: string]>> = {
  "no HTTP at all": [[400], "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
  "HTTP/2 without a word before": [[400, 505], "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  "HTTP/3.0": [[400, 505], `GET / HTTP/3.0\r\nhost: x\r\n${end}`],
  "a line of words": [[400], "give me all posts\r\n\r\n"],
  "a length and chunks": [[400], `${post}content-length: 5\r\ntransfer-encoding: chunked\r\n${end}0\r\n\r\n`],
  "two lengths": [[400], `${post}content-length: ${json.length}\r\ncontent-length: 3\r\n${end}${json}`],
  "a length below nothing": [[400], `${post}content-length: -1\r\n${end}${json}`],
  "a length of letters": [[400], `${post}content-length: many\r\n${end}${json}`],
  "a length beyond all": [[400, 413], `${post}content-length: 99999999999999999999\r\n${end}${json}`],
  "a length of 1 TB": [[413], `${post}content-length: 1099511627776\r\n${end}${json}`],
  "chunks of a size that is none": [
    [400],
    `${post}transfer-encoding: chunked\r\n${end}zz\r\n${json}\r\n0\r\n\r\n`,
  ],
  "chunks of a size beyond all": [
    [400, 408, 413],
    `${post}transfer-encoding: chunked\r\n${end}ffffffffffffffff\r\n${json}`,
  ],
  "another way of transfer": [[400, 411, 415, 501], `${post}transfer-encoding: gzip\r\n${end}${json}`],
  "a header that is folded": [[200, 400], `${get}x-a: b\r\n c\r\n${end}`],
  "a header with NUL": [[400], `${get}x-a: b\0c\r\n${end}`],
  "a header without a name": [[400], `${get}: b\r\n${end}`],
  "a header with a space in its name": [[400], `${get}x a: b\r\n${end}`],
  "a host of commands": [
    [400],
    `GET /graphql?query={posts{totalCount}} HTTP/1.1\r\nhost: ;rm -rf /\r\n${end}`,
  ],
  "two hosts": [[400], `${get}host: y\r\n${end}`],
  "one host twice": [[400], `${get}host: x\r\n${end}`],
  "two hosts with ports": [
    [400],
    `GET /graphql?query={posts{totalCount}} HTTP/1.1\r\nhost: x:80\r\nhost: y:80\r\n${end}`,
  ],
  "two hosts where nobody asks for one": [[400], `GET /healthz HTTP/1.1\r\nhost: x\r\nhost: y\r\n${end}`],
  "two hosts before a body": [[400], `${post}host: y\r\ncontent-length: ${json.length}\r\n${end}${json}`],
  "a path with a space": [[400], `GET /graphql ?query={} HTTP/1.1\r\nhost: x\r\n${end}`],
  "a path with NUL": [[400, 404], `GET /graphql%00 HTTP/1.1\r\nhost: x\r\n${end}`],
  "a path out of the house": [[400, 404], `GET /../../../../etc/passwd HTTP/1.1\r\nhost: x\r\n${end}`],
  "a path out of the playground": [
    [400, 403, 404],
    `GET /playground/assets/..%2f..%2f..%2fpackage.json HTTP/1.1\r\nhost: x\r\n${end}`,
  ],
  "a feed of a path": [
    [400, 404],
    `GET /tags/..%2f..%2fpackage.json/feed.json HTTP/1.1\r\nhost: x\r\n${end}`,
  ],
  "a feed of half a surrogate pair": [
    [400, 404],
    `GET /tags/%ed%a0%80/feed.json HTTP/1.1\r\nhost: x\r\n${end}`,
  ],
  "a feed of NUL": [[400, 404], `GET /tags/%00/feed.json HTTP/1.1\r\nhost: x\r\n${end}`],
  "a sitemap behind a cursor that is none": [
    [400, 404],
    `GET /sitemap-posts.xml?after=%00' HTTP/1.1\r\nhost: x\r\n${end}`,
  ],
  "a sitemap behind two cursors": [
    [200, 400, 404],
    `GET /sitemap-posts.xml?after=1&after=2 HTTP/1.1\r\nhost: x\r\n${end}`,
  ],
  TRACE: [[404, 405], `TRACE /graphql HTTP/1.1\r\nhost: x\r\nx-secret: 1\r\n${end}`],
  CONNECT: [[400, 405], `CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n${end}`],
  "a method that nobody knows": [[400, 405], `STEAL /graphql HTTP/1.1\r\nhost: x\r\n${end}`],
  "OPTIONS of everything": [[400, 404, 405], `OPTIONS * HTTP/1.1\r\nhost: x\r\n${end}`],
  "an expectation that nobody meets": [
    [200, 417],
    `${post}content-length: ${json.length}\r\nexpect: money\r\n${end}${json}`,
  ],
  "an upgrade to a socket": [
    [200, 400],
    `${get}upgrade: websocket\r\nsec-websocket-key: x\r\nconnection: close, upgrade\r\n\r\n`,
  ],
  "an upgrade to HTTP/2": [
    [200, 400],
    `${get}upgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\nconnection: close, upgrade\r\n\r\n`,
  ],
  "a type in two headers": [
    [400, 415],
    `${post}content-type: text/plain\r\ncontent-length: ${json.length}\r\n${end}${json}`,
  ],
  "500 headers": [
    [200, 431],
    `${get}${Array.from({ length: 500 }, (_, index) => `x-${index}: y\r\n`).join("")}${end}`,
  ],
  "a header of 20,000 letters": [[431], `${get}x-long: ${"x".repeat(20_000)}\r\n${end}`],
  "a path of 20,000 letters": [[431], `GET /${"x".repeat(20_000)} HTTP/1.1\r\nhost: x\r\n${end}`],
  "20,000 headers": [[431], `${get}${"x: y\r\n".repeat(20_000)}${end}`],
  "ranges without end": [[200], `${get}range: bytes=${"0-1,".repeat(1_000)}0-1\r\n${end}`],
  "a language of 4,000 parts": [[200, 406], `${get}accept-language: ${"a,".repeat(4_000)}\r\n${end}`],
  "types of 3,000 parts": [[200, 406], `${get}accept: ${"a/b,".repeat(3_000)}*/*\r\n${end}`],
  "encodings of 2,000 parts": [[200, 406], `${get}accept-encoding: ${"a,".repeat(2_000)}gzip\r\n${end}`],
  "tags of 3,000 parts": [[200, 304], `${get}if-none-match: ${'"a",'.repeat(3_000)}"b"\r\n${end}`],
  "an x-request-id of markup": [[200], `${get}x-request-id: <script>alert(1)</script>\r\n${end}`],
  "a change of letters": [[400], `${get}min-change: 1 OR 1=1\r\n${end}`],
  "a change beyond all": [[400, 503], `${get}min-change: 999999999999999\r\n${end}`],
  "an extension that is none": [[400], `${get}colloquy-extensions: __proto__\r\n${end}`],
};
