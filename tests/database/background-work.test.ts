import { expect, test } from "@jest/globals";
import { BackgroundWork } from "../../src/database/background-work.js";

test("begins one thing after the other, and comes back while it goes on", async () => {
  const background = new BackgroundWork();
  const steps: string[] = [];
  let finish = () => {};
  await background.begin(async () => {
    steps.push("first begins");
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    steps.push("first ends");
  });
  steps.push("meanwhile");
  const second = background.begin(async () => steps.push("second"));
  finish();
  await second;
  await background.end();
  expect(steps).toEqual(["first begins", "meanwhile", "first ends", "second"]);
});

test("tells of a fault when the next is begun, and at the end", async () => {
  const fail = () => Promise.reject(new Error("full"));
  const background = new BackgroundWork();
  await background.begin(fail);
  let isBegun = false;
  await expect(
    background.begin(async () => {
      isBegun = true;
    }),
  ).rejects.toThrow("full");
  expect(isBegun).toBe(false);
  await expect(background.end()).rejects.toThrow("full");
});
