import { type DocumentNode, type ExecutionResult, GraphQLError, parse, print } from "graphql";
import type { Exits } from "../support/exits.js";

/** One request of a document. */
export interface Asked {
  document: DocumentNode;
  variables: Readonly<Record<string, unknown>>;
  /** Whether a plan that was made for this very request is to be compared with. */
  isAskedFresh: boolean;
}

/** How the exits answered one request. */
export type Comparison =
  | { kind: "agree"; text: string }
  /** Both refused it; the codes of the errors, and the whole answer. */
  | { kind: "refused"; codes: string[]; errors: string }
  | { kind: "differ"; what: string; objects: string; text: string };

/**
 * Asks both exits of each engine the same.
 *
 * The engines must answer with the same bytes, errors included.
 */
export async function compareEngines(
  [first, ...others]: readonly [Exits, ...Exits[]],
  asked: Asked,
): Promise<Comparison> {
  const expected = await compareExits(first, asked);
  for (const other of others) {
    const found = await compareExits(other, asked);
    if (found.kind === "differ") return { ...found, what: `on the other engine, ${found.what}` };
    if (expected.kind !== "differ" && toText(found) !== toText(expected)) {
      return {
        kind: "differ",
        what: "the engines differ",
        objects: toText(expected),
        text: toText(found),
      };
    }
  }
  return expected;
}

function toText(comparison: Exclude<Comparison, { kind: "differ" }>): string {
  return comparison.kind === "agree" ? comparison.text : comparison.errors;
}

/**
 * Asks both exits of one engine the same.
 *
 * The text exit must serve whatever the object exit answers without errors, with the same bytes, and nothing
 * else, but for what JavaScript makes. A plan that was kept from another request must give what a fresh one gives.
 */
async function compareExits(exits: Exits, { document, variables, isAskedFresh }: Asked): Promise<Comparison> {
  const result = await exits.readObjects(document, variables);
  const objects = JSON.stringify(result);
  const text = await readText(exits, { document, variables });
  const differ = (what: string, other = text): Comparison => ({
    kind: "differ",
    what,
    objects,
    text: other ?? "not served",
  });
  if (result.errors) {
    if (result.errors.some(isCrash)) return differ("the object exit has a fault");
    return text === undefined
      ? { kind: "refused", codes: listCodes(result), errors: objects }
      : differ("only text is answered");
  }
  if (exits.isDerived(document, variables)) {
    return text === undefined ? { kind: "agree", text: objects } : differ("text has what JavaScript makes");
  }
  if (text === undefined) return differ("the text exit does not serve it");
  if (text !== objects) return differ("the bytes differ");
  if (!isAskedFresh) return { kind: "agree", text };
  const fresh = await readText(exits, { document: parse(print(document)), variables });
  return fresh === text ? { kind: "agree", text } : differ("a fresh plan answers otherwise", fresh);
}

async function readText(
  exits: Exits,
  { document, variables }: Omit<Asked, "isAskedFresh">,
): Promise<string | undefined> {
  try {
    return await exits.readText(document, variables);
  } catch (error) {
    return `fault: ${error instanceof Error ? error.stack : error}`;
  }
}

/** An error that is no refusal of the request: SQL that is wrong, a broken invariant, a stack that overflowed. */
function isCrash({ originalError, message }: GraphQLError): boolean {
  return (originalError !== undefined && !(originalError instanceof GraphQLError)) || /stack/.test(message);
}

function listCodes({ errors = [] }: ExecutionResult): string[] {
  return errors.map(({ extensions }) => String(extensions.code ?? "BAD_USER_INPUT"));
}
