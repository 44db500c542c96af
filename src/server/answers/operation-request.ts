import type { OperationName } from "./known-operations.js";

/** What names an operation in a request: also the id of a trusted document. */
export type AskedName = OperationName | { documentId: string; operationName: string | undefined };

/** What a request asks for, as far as a known operation can answer it. */
export interface OperationRequest {
  name: AskedName;
  variables: Readonly<Record<string, unknown>> | undefined;
}

interface OperationFields {
  query?: unknown;
  documentId?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

// Nothing is refused here: each fault is found and worded in one place only, which is not this one.

/** Reads the fields of a JSON body; undefined for what is not in order in every respect. */
export function readBodyFields(body: unknown): OperationRequest | undefined {
  return isObject(body) ? toOperationRequest(body) : undefined;
}

/** Reads the parameters of a request's URL, as `readBodyFields` does the fields of a body. */
export function readUrlFields(url: string): OperationRequest | undefined {
  const fields = readParameters(url);
  const variables = parseField(fields.variables);
  const extensions = parseField(fields.extensions);
  if (variables === malformed || extensions === malformed) return undefined;
  return toOperationRequest({ ...fields, variables, extensions });
}

/**
 * The parameters as Apollo decodes them; Fastify's own parser takes wrong percent-encoding in another way.
 *
 * One that is given twice is a list, which no field may be.
 */
function readParameters(url: string): OperationFields & Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(url.slice(url.indexOf("?")))) {
    parameters[name] = name in parameters ? [parameters[name], value] : value;
  }
  return parameters;
}

const malformed = Symbol("malformed");

/** A body may say null for what is absent; a URL may not. */
function parseField(text: unknown): unknown {
  if (text === undefined) return undefined;
  try {
    return typeof text === "string" ? (JSON.parse(text) ?? malformed) : malformed;
  } catch {
    return malformed;
  }
}

function toOperationRequest(fields: OperationFields): OperationRequest | undefined {
  const { operationName, variables, extensions } = fields;
  if (!isAbsentOr(operationName, isName)) return undefined;
  if (!isAbsentOr(variables, isObject) || !isAbsentOr(extensions, isObject)) return undefined;
  const document = toDocumentName(fields, (extensions as { persistedQuery?: unknown } | null) ?? {});
  if (!document) return undefined;
  return {
    name: { ...document, operationName: (operationName as string | null) ?? undefined },
    variables: (variables as Record<string, unknown> | null) ?? undefined,
  };
}

/** A document that comes with its hash is for Apollo: it checks the one against the other. */
function toDocumentName(
  { query, documentId }: OperationFields,
  { persistedQuery }: { persistedQuery?: unknown },
): { query: string } | { sha256Hash: string } | { documentId: string } | undefined {
  const isSent = query !== undefined && query !== null;
  if (!persistedQuery && isSent) return typeof query === "string" && query !== "" ? { query } : undefined;
  if (isSent) return undefined;
  if (documentId === undefined || documentId === null) return toHashName(persistedQuery);
  return typeof documentId === "string" && !persistedQuery ? { documentId } : undefined;
}

function toHashName(persistedQuery: unknown): { sha256Hash: string } | undefined {
  const { version, sha256Hash } = (persistedQuery ?? {}) as { version?: unknown; sha256Hash?: unknown };
  return version === 1 && typeof sha256Hash === "string" ? { sha256Hash } : undefined;
}

function isAbsentOr(value: unknown, test: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || test(value);
}

/** https://spec.graphql.org/October2021/#Name */
function isName(value: unknown): boolean {
  return typeof value === "string" && /^[_A-Za-z]\w*$/.test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
