import { isUtf8 } from "node:buffer";

const lineFeed = 0x0a;

/** Text of UTF-8 bytes without a byte order mark, or the first line that is not valid UTF-8. */
export function decodeText(bytes: Uint8Array): { text: string } | { invalidLine: number } {
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
  let line = 1;
  let start = 0;
  // No UTF-8 sequence contains a line feed, so each line can be judged by itself.
  for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break;
    line += 1;
    start = end + 1;
  }
  return { invalidLine: line };
}
