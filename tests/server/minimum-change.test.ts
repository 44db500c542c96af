import { expect, test } from "@jest/globals";
import type { FastifyRequest } from "fastify";
import { UnsettledStates } from "../../src/database/reading/revision-reading.js";
import { RevisionState } from "../../src/database/reading/revision-state.js";
import { assertMinimumChange } from "../../src/server/minimum-change.js";

const states = new UnsettledStates();
const stateOf = (change: number) =>
  new RevisionState({ identity: "", revisions: new Map(), horizon: undefined, isSettled: true, change });

/** Begins what waits for the change 2, of a database that has it once it is asked, or has it already. */
async function begin({ isKnown }: { isKnown: boolean }): Promise<void> {
  let state = isKnown ? stateOf(2) : states.create("", "");
  const settle = async () => {
    state = stateOf(2);
  };
  const assertKnown = assertMinimumChange({ reader: { settle }, revisions: { current: () => state } });
  await assertKnown({ headers: { "min-change": "2" } } as unknown as FastifyRequest);
}

test.each([true, false])(
  "a request for a change is answered by no state that others shared before it came, known or not: %s",
  async (isKnown) => {
    const order: string[] = [];
    setImmediate(() => order.push("the shared state is forgotten"));
    await begin({ isKnown });
    order.push("the request goes on");
    expect(order).toEqual(["the shared state is forgotten", "the request goes on"]);
  },
);
