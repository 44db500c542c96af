import { resolve } from "node:path";

/** An answer as far as it can do harm. */
export interface Answered {
  status: number;
  contentType: string | null;
  text: string;
}

const root = resolve(import.meta.dirname, "../../../..");

/** What only somebody who reads the program or its database may know. */
const secrets: readonly RegExp[] = [
  /\bSELECT\b|\bINSERT INTO\b|\bFROM "|\bWHERE "/,
  /sqlite|postgres|typeorm|QueryFailedError|\bpg_/i,
  /\b(?:post|source|search|change|clinic|related|parent|block|expert)_(?:row_id|tag|index|document|log|treatment|post|text)\b/,
  /syntax error at or near|no such (?:column|table)|invalid byte sequence|invalid input syntax/,
  /\bat [\w.<>]+ \(|\bnode:internal|node_modules|file:\/\/|\.[jt]s:\d+/,
  new RegExp(root.replace(/[^\w/]/g, "\\$&")),
  /\/tmp\/|\/dist\/|\/src\//,
];

/** What is wrong with an answer to a hostile request, in words; undefined when nothing is. */
export function findHarm({ status, contentType, text }: Answered): string | undefined {
  if (status >= 500) return `the status is ${status}: ${shorten(text)}`;
  if (!/^application\/(?:graphql-response\+)?json\b/.test(contentType ?? "")) {
    return `the type is ${contentType}: ${shorten(text)}`;
  }
  if (!isJson(text)) return `no JSON: ${shorten(text)}`;
  const leak = secrets.map((secret) => secret.exec(text)?.[0]).find((found) => found !== undefined);
  if (leak !== undefined) return `it tells ${JSON.stringify(leak)}: ${shorten(text)}`;
  return text.includes("INTERNAL_SERVER_ERROR") ? `a fault: ${shorten(text)}` : undefined;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function shorten(text: string): string {
  return text.slice(0, 500);
}
