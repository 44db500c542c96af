import { setImmediate as nextImmediate, setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { afterRunning } from "../../src/database/dialects/running-time.js";
import { standStill } from "./postgres/support/stand-still.js";
import { until } from "./postgres/support/until.js";

describe("the time that a process runs", () => {
  test("passes, and not while it stands still", async () => {
    let isOver = false;
    afterRunning(400, () => {
      isOver = true;
    });
    for (let time = 0; time < 2; time += 1) {
      standStill(600);
      for (let turn = 0; turn < 3; turn += 1) await nextImmediate();
      expect(isOver).toBe(false);
    }
    await until(() => isOver);
  });

  test("ends nothing that was called off", async () => {
    let count = 0;
    const stop = afterRunning(20, () => {
      count += 1;
    });
    stop();
    afterRunning(20, () => {
      count += 10;
    });
    await until(() => count > 0);
    await sleep(60);
    expect(count).toBe(10);
  });
});
