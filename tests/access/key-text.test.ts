import { describe, expect, test } from "@jest/globals";
import {
  hashSecret,
  makeKeyId,
  makeSecret,
  matchesHash,
  parseKey,
  renderKey,
} from "../../src/access/key-text.js";

describe("a key's text", () => {
  test("is read back", () => {
    const parts = { id: makeKeyId(), secret: makeSecret() };
    expect(renderKey(parts)).toMatch(/^clq_/);
    expect(renderKey(parts)).toHaveLength(64);
    expect(parseKey(renderKey(parts))).toEqual(parts);
  });

  test.each([
    ["cut", (text: string) => text.slice(0, -1)],
    ["longer", (text: string) => `${text}a`],
    ["without its mark", (text: string) => text.slice(4)],
    ["in upper case", (text: string) => text.toUpperCase()],
    ["with a line break", (text: string) => `${text}\n`],
    ["empty", () => ""],
  ])("that is %s is none", (_what, change) => {
    expect(parseKey(change(renderKey({ id: makeKeyId(), secret: makeSecret() })))).toBeUndefined();
  });

  test("differs each time", () => {
    expect(makeKeyId()).not.toBe(makeKeyId());
    expect(makeSecret()).not.toBe(makeSecret());
  });

  test("matches the hash of its secret, and no other", () => {
    const secret = makeSecret();
    expect(hashSecret(secret)).toMatch(/^[0-9a-f]{64}$/);
    expect(matchesHash(secret, hashSecret(secret))).toBe(true);
    expect(matchesHash(makeSecret(), hashSecret(secret))).toBe(false);
    expect(matchesHash(secret, "")).toBe(false);
  });
});
