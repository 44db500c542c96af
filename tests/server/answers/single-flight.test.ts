import { expect, test } from "@jest/globals";
import { RevisionState } from "../../../src/database/reading/revision-state.js";
import { SingleFlight } from "../../../src/server/answers/single-flight.js";

const state = new RevisionState({
  identity: "test",
  revisions: new Map(),
  horizon: undefined,
  isSettled: true,
});

/** A read that ends only when it is told to, and the client that began it. */
function begin(flights: SingleFlight) {
  const client = new AbortController();
  let settle: (bytes: Buffer) => void = () => {};
  const result = new Promise<Buffer>((resolve) => {
    settle = resolve;
  });
  const reasons: unknown[] = [];
  const abort = (reason: unknown) => void reasons.push(reason);
  const first = flights.add("key", { state, result, abort }, client.signal);
  return { client, first, settle, reasons };
}

test("who comes while a read runs gets what it reads", async () => {
  const flights = new SingleFlight();
  const { first, settle } = begin(flights);
  const second = flights.join("key", state, new AbortController());
  settle(Buffer.from("read"));
  expect(String(await first)).toBe("read");
  expect(String(await second)).toBe("read");
});

test("a read that ends early because all have gone takes nobody on any more", async () => {
  const flights = new SingleFlight();
  const { client, first, reasons } = begin(flights);
  client.abort("gone");
  await expect(first).rejects.toBe("gone");
  expect(reasons).toEqual(["gone"]);
  expect(flights.join("key", state, new AbortController())).toBeUndefined();
});

test("a read goes on while one still waits", async () => {
  const flights = new SingleFlight();
  const { client, first, settle, reasons } = begin(flights);
  const second = flights.join("key", state, new AbortController());
  client.abort("gone");
  await expect(first).rejects.toBe("gone");
  expect(reasons).toEqual([]);
  settle(Buffer.from("read"));
  expect(String(await second)).toBe("read");
});
