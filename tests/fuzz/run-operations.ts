import { type DocumentNode, type GraphQLSchema, parse, print } from "graphql";
import type { Exits } from "../support/exits.js";
import { type Asked, type Comparison, compareEngines } from "./compare-exits.js";
import type { ContentPools } from "./content-pools.js";
import { OperationWriter } from "./operation-writer.js";
import { Random } from "./random.js";
import { reduceOperation } from "./reduce-operation.js";

/** What random operations are made from and run against. */
export interface FuzzTarget {
  schema: GraphQLSchema;
  /** Of each engine, over the same content; the first is what operations are made for. */
  exits: readonly [Exits, ...Exits[]];
  pools: ContentPools;
}

/** The nth operation of a seed, with the variables of the requests that are made of it. */
export interface RandomOperation {
  document: DocumentNode;
  requests: readonly Asked["variables"][];
}

/** Requests that all exits answered alike, and that all refused by code. */
export interface Tally {
  operations: number;
  agreed: number;
  bytes: number;
  refused: Record<string, number>;
}

/** Of one operation, with other variables each. */
export const requestsPerOperation = 3;
const maximumTokens = 1_500;

/** Deterministic: depends on seed, index, schema and content only. */
export function makeOperation(
  { schema, pools, exits }: FuzzTarget,
  seed: number,
  index: number,
): RandomOperation {
  for (let attempt = 0; ; attempt++) {
    const writer = new OperationWriter(schema, pools, new Random(seed + attempt * 7919, index));
    const text = writer.write();
    const document = parseShort(text);
    if (!document) continue;
    const faults = exits[0].validate(document);
    if (faults.length > 0) throw new Error(`The generator made an invalid operation: ${faults[0]}\n${text}`);
    const requests = Array.from({ length: requestsPerOperation }, () => writer.variables.assign());
    return { document, requests };
  }
}

/** A document within the limit of tokens. */
function parseShort(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: maximumTokens });
  } catch (error) {
    if (/contains more (?:than|that) \d+ tokens/.test(String(error))) return undefined;
    throw error;
  }
}

/**
 * Runs operations `from` to before `to` of a seed and adds them to the tally.
 *
 * @throws {Error} with the smallest document found, its variables and both answers, for the first that differs.
 */
export async function runOperations(
  target: FuzzTarget,
  { seed, from, to }: { seed: number; from: number; to: number },
  tally: Tally,
): Promise<void> {
  for (let index = from; index < to; index++) {
    const operation = makeOperation(target, seed, index);
    for (const [request, variables] of operation.requests.entries()) {
      // The first request makes the plans that the others may use again.
      const asked = { document: operation.document, variables, isAskedFresh: request > 0 };
      const comparison = await compareEngines(target.exits, asked);
      if (comparison.kind === "differ") {
        throw new Error(await describeDifference(target, { operation, request, seed, index }));
      }
      addTo(tally, comparison);
    }
    tally.operations += 1;
  }
}

export function emptyTally(): Tally {
  return { operations: 0, agreed: 0, bytes: 0, refused: {} };
}

function addTo(tally: Tally, comparison: Exclude<Comparison, { kind: "differ" }>): void {
  if (comparison.kind === "agree") {
    tally.agreed += 1;
    tally.bytes += comparison.text.length;
    return;
  }
  const [code = ""] = comparison.codes;
  tally.refused[code] = (tally.refused[code] ?? 0) + 1;
}

interface Difference {
  operation: RandomOperation;
  /** Which of the operation's requests differs; those before it are what plans were kept from. */
  request: number;
  seed: number;
  index: number;
}

async function describeDifference(
  target: FuzzTarget,
  { operation, request, seed, index }: Difference,
): Promise<string> {
  const ask = async (document: DocumentNode): Promise<Comparison | undefined> => {
    const fresh = parse(print(document));
    for (const variables of operation.requests.slice(0, request + 1)) {
      const comparison = await compareEngines(target.exits, {
        document: fresh,
        variables,
        isAskedFresh: true,
      });
      if (comparison.kind === "differ") return comparison;
    }
    return undefined;
  };
  const document = await reduceOperation(target.schema, operation.document, async (candidate) => {
    return (await ask(candidate)) !== undefined;
  });
  const difference = await ask(document);
  if (difference?.kind !== "differ")
    return `Operation ${index} of seed ${seed} differs, but not when asked again.`;
  return [
    `Operation ${index} of seed ${seed}: ${difference.what}.`,
    print(document),
    `variables, request by request: ${JSON.stringify(operation.requests.slice(0, request + 1))}`,
    `objects: ${difference.objects}`,
    `text:    ${difference.text}`,
  ].join("\n");
}
