import { isUtf8 } from "node:buffer";
import type { Problem } from "../problem.js";

/** The largest page text that `parseArticle` reads, in bytes; an article is some ten thousand. */
export const maximumArticleBytes = 2 * 1024 * 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Decodes UTF-8 strictly (a byte order mark is allowed), or says why the bytes are not the text of a page. */
export function readText(bytes: Uint8Array, source: string): { text: string } | { problem: Problem } {
  if (bytes.length > maximumArticleBytes) return { problem: tooLarge(bytes.length, source) };
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const message = "This is a binary file: it contains a NUL byte. Save the page's text as plain UTF-8.";
    return { problem: { source, line: lineOf(bytes, nul), code: "NOT_TEXT", message } };
  }
  if (!isUtf8(bytes)) {
    const message = "The text is not valid UTF-8. Save the file with the encoding UTF-8.";
    return { problem: { source, line: lineOfInvalid(bytes), code: "NOT_TEXT", message } };
  }
  return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
}

function tooLarge(size: number, source: string): Problem {
  const message = `The file has ${size} bytes; an article may have at most ${maximumArticleBytes}.`;
  return { source, code: "TOO_LARGE", message };
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (endsLine(bytes, at)) line++;
  return line;
}

/** No UTF-8 sequence contains a line break, so each line can be judged by itself. */
function lineOfInvalid(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (!endsLine(bytes, at)) continue;
    if (!isUtf8(bytes.subarray(start, at))) return line;
    line++;
    start = at + 1;
  }
  return line;
}

function endsLine(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === lineFeed || (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed);
}
