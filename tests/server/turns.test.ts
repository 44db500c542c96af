import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { Turns } from "../../src/server/turns.js";

test("one goes on in each turn of the event loop, in the order in which they came", async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const come = (name: string) => turns.take().then(() => seen.push(name));
  void come("first");
  void come("second");
  void come("third").then(() => come("again"));
  for (let turn = 1; turn <= 5; turn += 1) {
    await setImmediate();
    seen.push(`end of turn ${turn}`);
  }
  expect(seen).toEqual([
    "first",
    "end of turn 1",
    "second",
    "end of turn 2",
    "third",
    "end of turn 3",
    "again",
    "end of turn 4",
    "end of turn 5",
  ]);
});
