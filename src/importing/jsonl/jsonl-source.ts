import type { ContentSource, Place, SourceItem } from "../content-source.js";
import { decodeText } from "../decode-text.js";
import { parseNodeInput } from "../parse-node-input.js";
import type { Problem, ProblemCode } from "../problem.js";
import { maximumLineBytes, type RawLine, readLines } from "./read-lines.js";

/** A file of JSON objects, one per line; ordinals are line numbers. Empty lines are skipped. */
export function jsonlSource(path: string): ContentSource {
  return {
    async *items(only) {
      const isWanted = ({ number }: RawLine) => only?.has(number) ?? true;
      for await (const line of readLines(path)) {
        if (hasId(line) && isWanted(line)) yield readItem(path, line);
      }
      for await (const line of readLines(path)) {
        if (!isBlank(line) && !hasId(line) && isWanted(line)) yield readItem(path, line);
      }
    },
  };
}

const nodeId = /"id"\s*:\s*"(?:author|clinic|expert|post|region|tag)_/;

function hasId({ bytes }: RawLine): boolean {
  return bytes?.includes('"id"') === true && nodeId.test(bytes.toString("latin1"));
}

function isBlank({ bytes }: RawLine): boolean {
  return bytes !== undefined && bytes.length < 100 && bytes.toString().trim() === "";
}

function readItem(source: string, { number, bytes }: RawLine): SourceItem {
  const refuse = (code: ProblemCode, message: string): SourceItem => {
    const problem: Problem = { source, line: number, code, message };
    return { ordinal: number, problems: [problem] };
  };
  if (!bytes) return refuse("TOO_LARGE", `the line has more than ${maximumLineBytes} bytes`);
  const decoded = decodeText(bytes);
  if (!("text" in decoded)) return refuse("NOT_TEXT", "the line is not valid UTF-8");
  let value: unknown;
  try {
    value = JSON.parse(decoded.text);
  } catch (error) {
    return refuse("SYNTAX", `the line is not JSON: ${(error as SyntaxError).message}`);
  }
  const place: Place = { source, lineOf: () => number };
  return { ordinal: number, place, ...parseNodeInput(value, place) };
}
