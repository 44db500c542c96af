import { describe, expect, test } from "@jest/globals";
import { StatementPace } from "../../../src/database/reading/statement-pace.js";

const fast = 1;
const medium = 15;
const slow = 40;

const fastRuns = (count: number) => Array<number>(count).fill(fast);

/** Runs that took so many milliseconds, each where the statement ran at that time. */
function run(pace: StatementPace, runs: readonly number[]): StatementPace {
  for (const milliseconds of runs) {
    if (pace.runsHere) pace.ranHere(milliseconds);
    else pace.ranElsewhere(milliseconds);
  }
  return pace;
}

describe("a bounded statement", () => {
  const start = () => new StatementPace({ cost: 500 });

  test("runs here from the first time on, as long as it is not slow", () => {
    expect(start().runsHere).toBe(true);
    expect(run(start(), [fast, medium, fast]).runsHere).toBe(true);
  });

  const slowRuns = [slow, slow, slow];

  test("runs elsewhere after three slow runs in a row, and comes back after ten fast ones", () => {
    expect(run(start(), [slow, slow, fast, slow, slow]).runsHere).toBe(true);
    expect(run(start(), slowRuns).runsHere).toBe(false);
    expect(run(start(), [...slowRuns, ...fastRuns(9), medium, ...fastRuns(9)]).runsHere).toBe(false);
    expect(run(start(), [...slowRuns, ...fastRuns(10)]).runsHere).toBe(true);
    expect(run(start(), [...slowRuns, ...fastRuns(10), ...slowRuns]).runsHere).toBe(false);
  });
});

test("an unbounded statement runs elsewhere, however fast it was", () => {
  expect(run(new StatementPace({ cost: 5, isUnbounded: true }), fastRuns(1_000)).runsHere).toBe(false);
});

test("a costly statement runs elsewhere, however fast it was", () => {
  expect(run(new StatementPace({ cost: 2_001 }), fastRuns(20)).runsHere).toBe(false);
  expect(new StatementPace({ cost: 2_000 }).runsHere).toBe(true);
});
