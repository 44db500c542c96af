import { createHash } from "node:crypto";
import type { OrderKey } from "../graph/plan-rules.js";
import type { PlannedOrderKey } from "./plan.js";
import type { Bindable } from "./plan-inputs.js";

const version = 1;
/** Room for an order by three titles of 500 characters, each of which can become 18 letters of its name key. */
const maximumLength = 100_000;

/**
 * The first element of every cursor of this order: version and a digest of noun and keys.
 *
 * A cursor is the hexadecimal text of the JSON array `[signature, ...keys, point?]`; the database writes it
 * (`Dialect.emitCursor`) and `parseCursor` reads it.
 */
export function toOrderSignature(noun: string, order: readonly OrderKey[]): string {
  const text = order.map((key) => `${key.path} ${key.direction}`).join(",");
  return `${version}${createHash("sha256").update(`${noun}:${text}`).digest("hex").slice(0, 7)}`;
}

/** Why a cursor cannot be used, or the values of the order's keys at it. */
export type ParsedCursor =
  | { values: readonly Bindable[] }
  | { fault: "damaged" | "another order" | "another subject" };

interface CursorOrder {
  signature: string;
  keys: readonly Pick<PlannedOrderKey, "isNullable" | "scalar">[];
  /** What rows are ordered by their distance or likeness to: the last element, where there is such a thing. */
  subject?: string | undefined;
}

/** Reads a cursor of the order that has this signature and these keys. */
export function parseCursor(cursor: string, { signature, keys, subject }: CursorOrder): ParsedCursor {
  const elements = parseElements(cursor);
  if (!elements || typeof elements[0] !== "string") return { fault: "damaged" };
  if (elements[0] !== signature) return { fault: "another order" };
  const values = elements.slice(1, keys.length + 1);
  const isWhole = values.length === keys.length && keys.every((key, index) => isValueOf(key, values[index]));
  const others = elements.slice(keys.length + 1);
  if (!isWhole || others.length > (subject === undefined ? 0 : 1)) return { fault: "damaged" };
  return others[0] === subject ? { values: values as Bindable[] } : { fault: "another subject" };
}

function parseElements(cursor: string): unknown[] | undefined {
  if (cursor.length > maximumLength || !/^(?:[0-9a-f]{2})+$/.test(cursor)) return undefined;
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const elements: unknown = JSON.parse(decoder.decode(Buffer.from(cursor, "hex")));
    return Array.isArray(elements) ? elements : undefined;
  } catch {
    return undefined;
  }
}

function isValueOf(
  { isNullable, scalar }: Pick<PlannedOrderKey, "isNullable" | "scalar">,
  value: unknown,
): boolean {
  if (value === null) return isNullable;
  // PostgreSQL refuses to compare an integer column with what has more than 32 bits, or a fraction.
  if (scalar === "integer") return (Number(value) | 0) === value;
  return scalar === "float" ? Number.isFinite(value) : typeof value === scalar;
}
