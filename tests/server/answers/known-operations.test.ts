import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import type { PreparedOperation } from "../../../src/planner/planner.js";
import type { AnswerSource } from "../../../src/server/answers/answer-source.js";
import { DirectAnswers } from "../../../src/server/answers/direct-answers.js";
import { DocumentStore } from "../../../src/server/answers/document-store.js";
import { type KnownOperation, KnownOperations } from "../../../src/server/answers/known-operations.js";

/** A document of about so many characters, like no other of another number. */
const documentOf = (number: number, characters = 4_000) => `{ a${number}: x } #${"x".repeat(characters)}`;

function add(known: KnownOperations, query: string): KnownOperation {
  const parsed = { operation: {}, fragments: {} } as KnownOperation["parsed"];
  return known.add({
    query,
    sha256Hash: `hash of ${query}`,
    operationName: undefined,
    parsed,
    isPersisted: true,
  });
}

test("of thousands of long documents those that came last are known, by document and by hash", () => {
  const known = new KnownOperations();
  for (let number = 0; number < 3_000; number += 1) add(known, documentOf(number));
  const isKnown = (number: number) =>
    [{ query: documentOf(number) }, { sha256Hash: `hash of ${documentOf(number)}` }].map(
      (name) => known.find({ ...name, operationName: undefined }) !== undefined,
    );
  expect(isKnown(2_999)).toEqual([true, true]);
  expect(isKnown(2_950)).toEqual([true, true]);
  expect(isKnown(2_000)).toEqual([false, false]);
});

test("of thousands of short documents a thousand are known", () => {
  const known = new KnownOperations();
  for (let number = 0; number < 3_000; number += 1) add(known, documentOf(number, 10));
  const found = Array.from({ length: 3_000 }, (_, number) =>
    known.find({ query: documentOf(number, 10), operationName: undefined }),
  );
  expect(found.filter(Boolean)).toHaveLength(1_000);
});

test("parsed documents are kept no longer than operations", async () => {
  const store = new DocumentStore();
  for (let number = 0; number < 1_000; number += 1) {
    await store.set(String(number), parse(documentOf(number)));
  }
  expect(await store.get("999")).toBeDefined();
  expect(await store.get("500")).toBeUndefined();
  expect(await store.delete("999")).toBe(true);
  expect(await store.get("999")).toBeUndefined();
});

test("a request that is remembered keeps no operation that is forgotten", async () => {
  const known = new KnownOperations();
  const prepared = { plan: {}, variables: {} } as PreparedOperation;
  const direct = new DirectAnswers({ prepare: () => prepared } as unknown as AnswerSource, known);
  const ask = (query: string) =>
    direct.findByText(
      { text: query, read: () => ({ name: { query, operationName: undefined }, variables: {} }) },
      "",
    );
  const remember = () => {
    const operation = new WeakRef(add(known, documentOf(0)));
    expect(ask(documentOf(0))).toMatchObject({ operation: { id: 1 } });
    expect(ask(documentOf(0))).toMatchObject({ operation: { id: 1 } });
    return operation;
  };
  const operation = remember();
  for (let number = 1; number < 1_000; number += 1) add(known, documentOf(number));
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let turn = 0; turn < 3; turn += 1) {
    await setImmediate();
    collect();
  }
  expect(operation.deref()).toBeUndefined();
  expect(ask(documentOf(0))).toBeUndefined();
});
