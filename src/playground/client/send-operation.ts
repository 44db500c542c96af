import type { Answer, Cost, Explanation, SelectionCost } from "./answer.js";

interface Sent {
  /** The response as a person is to see it. */
  result: ResponseBody;
  answer: Answer;
}

interface ResponseBody {
  data?: unknown;
  errors?: { extensions?: { cost?: RefusedCost } }[];
  extensions?: { explain?: Explanation; cost?: Cost };
}

type RefusedCost = Omit<Cost, "selections"> & { heaviest: SelectionCost[] };

const extensionsHeader = "colloquy-extensions";
const shownHeaders = ["x-cache", "age", "cache-control", "ratelimit", "retry-after"];

/**
 * Sends an operation; when it `isExplained`, takes out of the result what the server says of it.
 *
 * A person who asks for extensions in a header of their own gets what that header asks for, in the result.
 */
export async function sendOperation(
  operation: object,
  headers: Record<string, string>,
  isExplained: boolean,
): Promise<Sent> {
  const sent = new Headers({
    accept: "application/graphql-response+json, application/json",
    "content-type": "application/json",
    ...headers,
  });
  const isAsked = isExplained && !sent.has(extensionsHeader);
  if (isAsked) sent.set(extensionsHeader, "explain, cost");
  const response = await fetch("/graphql", {
    method: "POST",
    headers: sent,
    body: JSON.stringify(operation),
  });
  const body: ResponseBody = await response.json();
  const { extensions, ...result } = body;
  return { result: isAsked ? result : body, answer: toAnswer(response, body, isAsked) };
}

function toAnswer(
  { status, headers }: Response,
  { errors, extensions }: ResponseBody,
  isExplained: boolean,
): Answer {
  return {
    status,
    headers: shownHeaders.flatMap((name): [string, string][] => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
    isExplained,
    explain: extensions?.explain,
    cost: extensions?.cost ?? toCost(errors?.find((error) => error.extensions?.cost)?.extensions?.cost),
  };
}

function toCost(refused: RefusedCost | undefined): Cost | undefined {
  if (!refused) return undefined;
  const { heaviest, ...cost } = refused;
  return { ...cost, selections: heaviest };
}
