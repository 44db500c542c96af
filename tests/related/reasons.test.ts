import { expect, test } from "@jest/globals";
import type { WeighedFeature } from "../../src/related/corpus.js";
import { tellReasons } from "../../src/related/reasons.js";

const posts = Int32Array.of(0, 1);

test("reasons that weigh the same are told alike, in whatever order they were found", () => {
  const shared = [
    { kind: "SHARED_EXPERT", key: 2, weight: 5, posts },
    { kind: "SHARED_EXPERT", key: 1, weight: 5, posts },
    { kind: "SHARED_TAG", key: 9, weight: 7, posts },
    { kind: "TEXT", key: "rest", weight: 1, posts },
    { kind: "TEXT", key: "part", weight: 1, posts },
  ] as WeighedFeature[];
  const told = tellReasons({ links: [], linkedFrom: [], shared });
  expect(told.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    "SHARED_TAG 9",
    "SHARED_EXPERT 1",
    "SHARED_EXPERT 2",
    "TEXT part, rest",
  ]);
  expect(tellReasons({ links: [], linkedFrom: [], shared: shared.toReversed() })).toEqual(told);
});
