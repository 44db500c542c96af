import type { FastifyRequest } from "fastify";
import { GraphError } from "../../errors.js";

/** Request header that lists, by commas, what a response is to say of itself in `extensions`. */
export const extensionsHeader = "colloquy-extensions";

const names = ["explain", "cost"] as const;

export type ExtensionName = (typeof names)[number];

export function wantsExtensions({ headers }: FastifyRequest): boolean {
  return headers[extensionsHeader] !== undefined;
}

/** What a request asks for; `assertExtensions` made sure that it may. */
export function readExtensions({ headers }: FastifyRequest): ReadonlySet<ExtensionName> {
  return new Set(listNames(headers[extensionsHeader]) as ExtensionName[]);
}

/** @throws {GraphError} BAD_REQUEST for a name that is none, EXPLAIN_OFF where neither the operator nor a key allows it. */
export function assertExtensions({ isExplainOn }: { isExplainOn: boolean }) {
  return async ({ headers, caller }: FastifyRequest): Promise<void> => {
    const wanted = listNames(headers[extensionsHeader]);
    const unknown = wanted.find((name) => !(names as readonly string[]).includes(name));
    if (unknown !== undefined) {
      throw new GraphError(
        "BAD_REQUEST",
        `The header ${extensionsHeader} names "${unknown.slice(0, 40)}"; it takes ${names.join(" and ")}, separated by a comma.`,
      );
    }
    if (wanted.includes("explain") && !isExplainOn && !caller?.scopes.has("explain")) {
      throw new GraphError(
        "EXPLAIN_OFF",
        "This server does not explain its answers. Ask for cost alone, use a key with the scope explain, or start it with EXPLAIN=on.",
      );
    }
  };
}

function listNames(header: string | readonly string[] | undefined): string[] {
  return String(header ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}
