import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { toNameKey } from "../../src/graph/name-key.js";

test.each([
  ["Dr. Thomas  Kim", "dr thomas kim"],
  ["ÁLVAREZ-Peña", "alvarez pena"],
  [
    "What Are The Biggest Misconceptions About Ketamine Therapy?",
    "what are the biggest misconceptions about ketamine therapy",
  ],
  ["it’s", "it s"],
  ["???", "???"],
])("%j has the key %j", (name, key) => {
  expect(toNameKey(name)).toBe(key);
});

test("a key is its own key", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) =>
      expect(toNameKey(toNameKey(name))).toBe(toNameKey(name)),
    ),
  );
});
