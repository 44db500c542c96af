import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { listConnectionFields } from "../fuzz/connection-types.js";
import { type OpenFuzzTarget, openFuzzTarget } from "../fuzz/open-fuzz-target.js";
import { emptyTally, type FuzzTarget, requestsPerOperation, runOperations } from "../fuzz/run-operations.js";
import { listEngines, nameEngines } from "../support/engines.js";

describe(`both exits of ${nameEngines()}`, () => {
  /** Set SEED to run the operations of an earlier run again. */
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

  const operations = 400;

  let target: OpenFuzzTarget;

  beforeAll(async () => {
    process.stdout.write(`both-exits: SEED=${seed}\n`);
    target = await openFuzzTarget(listEngines());
  });

  afterAll(async () => {
    await target.close();
  });

  test(`${operations} random operations, ${requestsPerOperation} requests each, are answered alike (seed ${seed})`, async () => {
    const tally = emptyTally();
    await runOperations(target, { seed, from: 0, to: operations }, tally);
    const refused = Object.values(tally.refused).reduce((sum, count) => sum + count, 0);
    const requests = operations * requestsPerOperation;
    expect(tally.agreed + refused).toBe(requests);
    // Refusals try that both exits refuse; many of them would leave little that is compared. A seed has 7 to 12 %.
    expect(refused).toBeLessThan(requests * 0.2);
    expect(tally.bytes / tally.agreed).toBeGreaterThan(1_000);
  }, 300_000);

  test("cursors of every connection and every order of it are known to the generator", () => {
    const unknown = listCursorless(target);
    expect(unknown).toEqual([]);
  });

  function listCursorless({ schema, pools }: FuzzTarget): string[] {
    const fields = listConnectionFields(schema).map(({ parent, field }) => `${parent.name}.${field.name}`);
    const keys = new Set([...fields, ...pools.cursors.keys()]);
    return [...keys].filter((key) => (pools.cursors.get(key) ?? []).length === 0);
  }
});
