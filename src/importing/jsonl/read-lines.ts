import { createReadStream } from "node:fs";

export const maximumLineBytes = 5 * 1024 * 1024;

/** One line without its end; `bytes` is undefined for a line that has more than the maximum. */
export interface RawLine {
  number: number;
  bytes: Buffer | undefined;
}

const lineFeed = 0x0a;

/** The lines of a file as bytes, from 1; at no time is more than one line and one chunk in memory. */
export async function* readLines(path: string): AsyncGenerator<RawLine> {
  let number = 1;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const finish = (last: Buffer): RawLine => {
    const isTooLong = pendingBytes + last.length > maximumLineBytes;
    const line = { number, bytes: isTooLong ? undefined : Buffer.concat([...pending, last]) };
    pending = [];
    pendingBytes = 0;
    number += 1;
    return line;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      yield finish(chunk.subarray(start, end));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    pendingBytes += rest.length;
    if (pendingBytes <= maximumLineBytes) pending.push(rest);
    else pending = [];
  }
  if (pendingBytes > 0) yield finish(Buffer.alloc(0));
}
