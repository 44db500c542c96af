import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { deriveNodeId, parseNodeId } from "../../src/graph/node-id.js";

describe("a derived id", () => {
  test("is the same on every machine and in every version", () => {
    expect(deriveNodeId("post", "how-ketamine-for-treating-anxiety-works")).toBe("post_ekggod82ka9s0n46mua6");
  });

  test("is well-formed and bears its type", () => {
    fc.assert(
      fc.property(fc.constantFrom("post", "expert"), fc.string(), fc.nat(1000), (prefix, key, attempt) => {
        expect(parseNodeId(deriveNodeId(prefix, key, attempt))).toBe(prefix);
      }),
    );
  });

  test("differs by type, by key and by attempt", () => {
    const ids = [
      deriveNodeId("post", "a"),
      deriveNodeId("expert", "a"),
      deriveNodeId("post", "b"),
      deriveNodeId("post", "a", 1),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});

test.each([
  "",
  "post",
  "post_",
  "post_123",
  "Post_00000000000000000001",
  "post_0000000000000000000A",
  "post_000000000000000000011",
  "a b_00000000000000000001",
])("%j is not an id", (text) => {
  expect(parseNodeId(text)).toBeUndefined();
});
