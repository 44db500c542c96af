const opening = Buffer.from('{"');

/**
 * How many objects a JSON text in UTF-8 has, without the response and its `data`; empty ones are not counted.
 *
 * A quotation mark inside a string is escaped, so that after a brace it begins a key; only where a string ends in a
 * brace one too many is counted.
 */
export function countObjects(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(opening); at >= 0; at = bytes.indexOf(opening, at + opening.length)) count += 1;
  return Math.max(1, count - 2);
}

/** As `countObjects`, of `data` itself. */
export function countObjectsIn(data: unknown): number {
  return Math.max(1, countWith(data) - 1);
}

function countWith(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, each) => sum + countWith(each), 0);
  return Array.isArray(value) ? inner : inner + 1;
}
