import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { toNameKey } from "../../src/graph/name-key.js";
import { parseCursor, toOrderSignature } from "../../src/planner/cursor.js";

const newest = [{ path: "publishedAt", direction: "DESC" as const }];
const oldest = [{ path: "publishedAt", direction: "ASC" as const }];
const signature = toOrderSignature("Post", newest);
const text = { isNullable: false, scalar: "string" as const };

function encode(elements: unknown): string {
  return Buffer.from(JSON.stringify(elements)).toString("hex");
}

describe("a cursor", () => {
  test("gives back the values of its keys", () => {
    const keys = [text, { isNullable: false, scalar: "integer" as const }, { ...text, isNullable: true }];
    const values = fc.tuple(fc.string({ unit: "grapheme" }), fc.integer(), fc.option(fc.string()));
    fc.assert(
      fc.property(values, (given) => {
        expect(parseCursor(encode([signature, ...given]), { signature, keys })).toEqual({ values: given });
      }),
    );
  });

  test("of three keys that are each as long as a title can be is read", () => {
    // U+FDFA is the character whose compatibility form is longest: 18 letters.
    const title = toNameKey("\ufdfa".repeat(500));
    const cursor = encode([signature, title, title, title]);
    expect(parseCursor(cursor, { signature, keys: [text, text, text] })).toHaveProperty("values");
  });

  test("of another noun, key or direction is told apart", () => {
    for (const other of [toOrderSignature("Expert", newest), toOrderSignature("Post", oldest)]) {
      expect(parseCursor(encode([other, "a"]), { signature, keys: [text] })).toEqual({
        fault: "another order",
      });
    }
  });

  test("that counts from another subject is told apart", () => {
    const near = { signature, keys: [text], subject: "1,2" };
    expect(parseCursor(encode([signature, "a", "1,2"]), near)).toEqual({ values: ["a"] });
    expect(parseCursor(encode([signature, "a", "1,3"]), near)).toEqual({ fault: "another subject" });
    expect(parseCursor(encode([signature, "a"]), near)).toEqual({ fault: "another subject" });
  });

  test.each([
    "",
    "zz",
    "5b2",
    encode({}),
    encode([]),
    encode([1, "a"]),
    encode([signature]),
    encode([signature, "a", "b"]),
    encode([signature, {}]),
    encode([signature, true]),
    encode([signature, 5]),
    encode([signature, null]),
    `efbbbf${encode([signature, "a"])}`,
    "ff".repeat(10),
    "5b".repeat(100_000),
  ])("%.20s is damaged", (cursor) => {
    expect(parseCursor(cursor, { signature, keys: [text] })).toEqual({ fault: "damaged" });
  });

  test.each([1.5, 2 ** 31, -(2 ** 53), "7", true, {}])("with %p for a whole number is damaged", (value) => {
    const keys = [{ isNullable: true, scalar: "integer" as const }];
    expect(parseCursor(encode([signature, value]), { signature, keys })).toEqual({ fault: "damaged" });
  });

  test("with a number beyond all is damaged", () => {
    const endless = Buffer.from(`["${signature}",1e999]`).toString("hex");
    for (const scalar of ["integer", "float"] as const) {
      const keys = [{ isNullable: false, scalar }];
      expect(parseCursor(endless, { signature, keys })).toEqual({ fault: "damaged" });
    }
  });

  test("that is any text at all is damaged, never an exception", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]*$/)), (cursor) => {
        expect(parseCursor(cursor, { signature, keys: [text] })).toHaveProperty("fault");
      }),
    );
  });
});
