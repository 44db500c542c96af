import { describe, expect, test } from "@jest/globals";
import { RestartDelay } from "../../../src/server/workers/restart-delay.js";

const delaysAfter = (lives: number[]) => {
  const delay = new RestartDelay();
  return lives.map((life) => delay.afterDeath(life));
};

describe("the delay before a worker is replaced", () => {
  test("is none after a first death", () => {
    expect(delaysAfter([3])).toEqual([0]);
  });

  test("doubles with each further worker that dies at once, up to half a minute", () => {
    expect(delaysAfter([3, 3, 3, 3])).toEqual([0, 100, 200, 400]);
    expect(delaysAfter(Array(40).fill(3)).at(-1)).toBe(30_000);
  });

  test("is none again after a worker that has lived longer", () => {
    expect(delaysAfter([3, 3, 3, 10_000, 3, 3])).toEqual([0, 100, 200, 0, 0, 100]);
  });
});
