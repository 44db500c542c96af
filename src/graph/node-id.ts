import { createHash } from "node:crypto";

const digits = 20;
const base = 36;

/**
 * The id of a node at its creation: its type and 20 base-36 digits (103 bits) of SHA-256 over its natural key.
 *
 * `attempt` counts the ids that the same key has had before (a slug that was free again and is reused), so
 * that an id is never given twice.
 */
export function deriveNodeId(prefix: string, naturalKey: string, attempt = 0): string {
  const hash = createHash("sha256").update(`${prefix}\n${naturalKey}\n${attempt}`).digest("hex");
  const number = BigInt(`0x${hash}`).toString(base).padStart(digits, "0");
  return `${prefix}_${number.slice(-digits)}`;
}

/** The type prefix of a well-formed id, or undefined: an id that this server cannot have given out. */
export function parseNodeId(id: string): string | undefined {
  return /^([a-z]+)_[0-9a-z]{20}$/.exec(id)?.[1];
}
