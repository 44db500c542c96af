/** Values that a key of a cursor does not have, or that a database stumbles over. */
const forgedValues: readonly unknown[] = [1e300, 1.5, 2 ** 53, "' OR '1'='1", "a\0\ud800b", null, {}];

/** A cursor that was given out, with another value for each of its keys in turn, and more or fewer of them. */
export function* forgeKeys(cursor: string): Generator<string> {
  const elements = JSON.parse(Buffer.from(cursor, "hex").toString()) as unknown[];
  for (let place = 1; place < elements.length; place += 1) {
    for (const value of forgedValues) yield encode(JSON.stringify(elements.with(place, value)));
    // JSON has no infinity, and what reads it makes one of a large number.
    yield encode(JSON.stringify(elements.with(place, "@")).replace('"@"', "1e999"));
  }
  yield encode(JSON.stringify([...elements, "more"]));
  yield encode(JSON.stringify(elements.slice(0, -1)));
}

/** What no cursor is, however near it comes to the one that was given out. */
export function listNoCursors(cursor: string): string[] {
  const elements = JSON.parse(Buffer.from(cursor, "hex").toString()) as unknown[];
  return [
    ...[null, 1, {}, [], "", "1", "__proto__"].map((signature) =>
      encode(JSON.stringify(elements.with(0, signature))),
    ),
    encode(`${"[".repeat(20_000)}${"]".repeat(20_000)}`),
    encode('{"0":1,"length":2}'),
    encode('[{"__proto__":{"length":2}}]'),
    cursor.toUpperCase(),
    cursor.slice(0, -1),
    cursor.slice(0, -2),
    cursor.slice(2),
    `${cursor}00`,
    `${cursor}${cursor}`,
    [...cursor].reverse().join(""),
    Buffer.from(cursor, "hex").toString("base64"),
    Buffer.from("arrayconnection:5").toString("base64"),
    "ff".repeat(10_000),
    "0",
    "' OR '1'='1",
    "\0",
    "\ud800",
  ];
}

function encode(text: string): string {
  return Buffer.from(text).toString("hex");
}
