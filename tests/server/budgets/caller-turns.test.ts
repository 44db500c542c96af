import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { CallerTurns, maximumAtOnce } from "../../../src/server/budgets/caller-turns.js";

describe("the turns of callers", () => {
  /** Reads that end when they are told to. */
  function begin(turns: CallerTurns, id: string, ending: { signal?: AbortSignal } = {}) {
    const read = { isBegun: false, end: () => {}, result: Promise.resolve() as unknown };
    const work = new Promise<string>((resolve) => {
      read.end = () => resolve(id);
    });
    read.result = turns.run(
      id,
      () => {
        read.isBegun = true;
        return work;
      },
      ending,
    );
    return read;
  }

  test("let only so many reads of one run at once, and those of others beside them", async () => {
    const turns = new CallerTurns();
    const reads = Array.from({ length: maximumAtOnce + 3 }, () => begin(turns, "one"));
    const other = begin(turns, "other");
    const countBegun = () => reads.filter(({ isBegun }) => isBegun).length;
    expect([countBegun(), other.isBegun]).toEqual([maximumAtOnce, true]);
    for (const [index, { end, result }] of reads.entries()) {
      end();
      expect(await result).toBe("one");
      await sleep(0);
      expect(countBegun()).toBe(Math.min(reads.length, maximumAtOnce + index + 1));
    }
    // As if nothing had been before.
    const again = Array.from({ length: maximumAtOnce + 1 }, () => begin(turns, "one"));
    expect(again.map(({ isBegun }) => isBegun)).toEqual([...Array(maximumAtOnce).fill(true), false]);
  });

  test("are none for what is answered at once", () => {
    const turns = new CallerTurns();
    for (let index = 0; index < 3 * maximumAtOnce; index += 1)
      expect(turns.run("one", () => index, {})).toBe(index);
    expect(begin(turns, "one").isBegun).toBe(true);
  });

  test("go on when a read fails, at once or later, and when what waited is answered at once", async () => {
    const turns = new CallerTurns();
    const running = Array.from({ length: maximumAtOnce }, () => begin(turns, "one"));
    const results = [
      turns.run("one", () => Promise.reject(new Error("later")), {}),
      turns.run(
        "one",
        () => {
          throw new Error("at once");
        },
        {},
      ),
      turns.run("one", () => "text", {}),
      turns.run("one", async () => "last", {}),
    ];
    const settled = Promise.allSettled(results);
    running[0]?.end();
    expect((await settled).map((each) => ("value" in each ? each.value : String(each.reason)))).toEqual([
      "Error: later",
      "Error: at once",
      "text",
      "last",
    ]);
    expect(begin(turns, "one").isBegun).toBe(true);
    expect(begin(turns, "one").isBegun).toBe(false);
  });

  test("pass by those who have gone", async () => {
    const turns = new CallerTurns();
    const [first] = Array.from({ length: maximumAtOnce }, () => begin(turns, "one"));
    const leaving = new AbortController();
    const left = begin(turns, "one", { signal: leaving.signal });
    const next = begin(turns, "one");
    leaving.abort(new Error("gone"));
    await expect(left.result).rejects.toThrow("gone");
    first?.end();
    await sleep(0);
    expect([left.isBegun, next.isBegun]).toEqual([false, true]);
    await expect(begin(turns, "one", { signal: leaving.signal }).result).rejects.toThrow("gone");
  });

  test("are refused when too many wait", async () => {
    const turns = new CallerTurns();
    const begun = Array.from({ length: maximumAtOnce + 200 }, () => begin(turns, "one"));
    expect(begun.filter(({ isBegun }) => isBegun)).toHaveLength(maximumAtOnce);
    await expect((async () => begin(turns, "one").result)()).rejects.toMatchObject({
      extensions: { code: "SERVER_BUSY" },
    });
    expect(begin(turns, "other").isBegun).toBe(true);
  });
});
