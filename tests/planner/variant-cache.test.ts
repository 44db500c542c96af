import { expect, test } from "@jest/globals";
import { RequestInputs } from "../../src/planner/plan-inputs.js";
import { PlanBudget, VariantCache } from "../../src/planner/variant-cache.js";

/** Asks for the plan that depends on the number; tells whether it had to be made. */
function ask(cache: VariantCache<number>, number: number, padding = ""): boolean {
  let isMade = false;
  const request = new RequestInputs({ number, padding }, { now: "" });
  const value = cache.get(request, (inputs) => {
    isMade = true;
    return inputs.assume(({ variables }) => variables.number as number);
  });
  expect(value).toBe(number);
  return isMade;
}

test("a plan is made once, and again when sixteen others were asked for since", () => {
  const cache = new VariantCache<number>(new PlanBudget(), 10);
  const numbers = Array.from({ length: 16 }, (_, index) => index);
  expect(numbers.map((number) => ask(cache, number))).toEqual(Array(16).fill(true));
  expect(numbers.map((number) => ask(cache, number))).toEqual(Array(16).fill(false));
  expect(ask(cache, 16)).toBe(true);
  expect(ask(cache, 1)).toBe(false);
  expect(ask(cache, 0)).toBe(true);
});

test("plans of all operations share what they were made from; those used longest ago go first", () => {
  const budget = new PlanBudget(1_000);
  const [first, second, third] = [1, 2, 3].map(() => new VariantCache<number>(budget, 300)) as [
    VariantCache<number>,
    VariantCache<number>,
    VariantCache<number>,
  ];
  expect([ask(first, 1), ask(second, 1), ask(first, 1)]).toEqual([true, true, false]);
  expect(ask(third, 1, "x".repeat(200))).toBe(true);
  expect([ask(first, 1), ask(third, 1)]).toEqual([false, false]);
  expect(ask(second, 1)).toBe(true);
});

test("a plan that is larger than all may be is not kept, and drives nothing out", () => {
  const budget = new PlanBudget(1_000);
  const cache = new VariantCache<number>(budget, 300);
  ask(cache, 1);
  expect([ask(cache, 2, "x".repeat(2_000)), ask(cache, 2, "x".repeat(2_000))]).toEqual([true, true]);
  expect(ask(cache, 1)).toBe(false);
});
