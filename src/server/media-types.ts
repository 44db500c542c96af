import type { FastifyRequest } from "fastify";
import { GraphError } from "../errors.js";

/** True for what a browser sends when a person opens a page; other clients do not name HTML. */
export function wantsHtml({ headers }: FastifyRequest): boolean {
  return /\btext\/html\b/i.test(headers.accept ?? "");
}

const answerTypes = ["application/graphql-response+json", "application/json"];

/**
 * Refuses, before anything runs, a request whose answer its client would have to throw away.
 *
 * @throws {GraphError} NOT_ACCEPTABLE
 */
export async function assertAcceptsJson({ headers }: FastifyRequest): Promise<void> {
  if (answerTypes.some((type) => qualityOf(type, headers.accept) > 0)) return;
  throw new GraphError(
    "NOT_ACCEPTABLE",
    "The accept header excludes every format of the answer. Accept application/graphql-response+json or application/json.",
  );
}

/** How much a client wants a type, from 0 for not at all to 1, by the range that fits it best (RFC 9110, section 12.5.1). */
export function qualityOf(type: string, accept = "*/*"): number {
  const qualities = new Map(accept.split(",").map(parseRange));
  const ranges = [type, type.replace(/\/.*/, "/*"), "*/*"];
  return ranges.map((range) => qualities.get(range)).find((quality) => quality !== undefined) ?? 0;
}

function parseRange(text: string): [range: string, quality: number] {
  const [range = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.map((part) => /^q=([01](?:\.\d*)?)$/.exec(part)?.[1]).find(Boolean);
  return [range, Number(quality ?? 1)];
}
