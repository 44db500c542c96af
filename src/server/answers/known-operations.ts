import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ParsedOperation } from "../../planner/parsed-operation.js";

/** An operation of a document that was parsed, validated and planned before. */
export interface KnownOperation {
  /** Number that no other known operation of this process has. */
  id: number;
  name: string | undefined;
  parsed: ParsedOperation;
  /** Digest of document and operation name: the same in every process. */
  digest: string;
}

/** What names an operation that came before: its document, or the SHA-256 of that in hexadecimal digits. */
export type OperationName = { operationName: string | undefined } & (
  | { query: string }
  | { sha256Hash: string }
);

const maximumOperations = 1_000;

/** Of the documents of known operations. Parsed and planned, a document takes some 100 bytes for each of its characters. */
export const maximumCharacters = 512 * 1024;

/** An operation as it came. */
interface OperationSource {
  query: string;
  sha256Hash: string;
  operationName: string | undefined;
  parsed: ParsedOperation;
  /** Whether it may be asked for by the hash alone. */
  isPersisted: boolean;
}

/** The operations that came last; those that were used longest ago are forgotten first. */
export class KnownOperations {
  private readonly operations = new LRUCache<string, KnownOperation>({
    max: 2 * maximumOperations,
    maxSize: maximumCharacters,
    sizeCalculation: (_operation, key) => key.length,
  });
  private lastId = 0;

  find(name: OperationName): KnownOperation | undefined {
    return this.operations.get(toKey(name));
  }

  /** Remembers an operation under its document, and a persisted one under the document's hash as well. */
  add(source: OperationSource): KnownOperation {
    const { query, sha256Hash, operationName, isPersisted } = source;
    const operation = this.find({ query, operationName }) ?? this.identify(source);
    this.operations.set(toKey({ query, operationName }), operation);
    if (isPersisted) this.operations.set(toKey({ sha256Hash, operationName }), operation);
    return operation;
  }

  private identify({ sha256Hash, operationName, parsed }: OperationSource): KnownOperation {
    this.lastId += 1;
    const digest = createHash("sha256")
      .update(`${sha256Hash} ${operationName ?? ""}`)
      .digest("base64url");
    return { id: this.lastId, name: parsed.operation.name?.value, parsed, digest };
  }
}

/** No operation's name has a line break or a tab in it. */
function toKey(name: OperationName): string {
  const { operationName = "" } = name;
  return "query" in name ? `${operationName}\n${name.query}` : `${operationName}\t${name.sha256Hash}`;
}
