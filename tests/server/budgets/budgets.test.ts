import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { openBudgetStore } from "../../../src/server/budgets/budget-store.js";
import { Budgets, type CallerBudget } from "../../../src/server/budgets/budgets.js";
import { countObjects } from "../../../src/server/budgets/count-objects.js";

const policy = { name: "anonymous", points: 1_000 };

describe("budgets", () => {
  let folder: string;
  let open: Budgets[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "colloquy-budgets-"));
    open = [];
  });

  afterEach(async () => {
    for (const budgets of open) await budgets.close();
    rmSync(folder, { recursive: true });
  });

  async function openBudgets(file: string | null = join(folder, "budgets.sqlite")): Promise<Budgets> {
    const budgets = new Budgets({
      store: await openBudgetStore(file ?? undefined),
      onFault: (error) => expect(error).toBe(null),
    });
    open.push(budgets);
    return budgets;
  }

  async function closeBudgets(budgets: Budgets): Promise<void> {
    open = open.filter((each) => each !== budgets);
    await budgets.close();
  }

  describe.each(["a file", "memory"])("in %s", (place) => {
    const openHere = () => (place === "memory" ? openBudgets(null) : openBudgets());

    test("are spent by what a request can cost", async () => {
      const holder = (await openHere()).holder("one", policy);
      await holder.take(300);
      expect((await holder.read()).remaining).toBe(700);
    });

    test("get back what a request did not cost, at the most nine tenths", async () => {
      const holder = (await openHere()).holder("one", policy);
      (await holder.take(300)).settle(50, 0);
      expect((await holder.read()).remaining).toBe(950);
      (await holder.take(300)).settle(1, 0);
      expect((await holder.read()).remaining).toBe(920);
      (await holder.take(300)).settle(5_000, 0);
      expect((await holder.read()).remaining).toBe(620);
    });

    test("pay for long work of the database, also where it is more than the answer could cost", async () => {
      const holder = (await openHere()).holder("one", policy);
      (await holder.take(300)).settle(1, 50);
      expect((await holder.read()).remaining).toBe(750);
      (await holder.take(5)).settle(Infinity, 120);
      expect((await holder.read()).remaining).toBe(150);
      (await holder.take(5)).settle(1, 100);
      await expect(Promise.resolve(holder.take(5))).rejects.toThrow("0 is left");
    });

    test("refuse what is more than they have, and answer less", async () => {
      const holder = (await openHere()).holder("one", policy);
      await holder.take(900);
      await expect(holder.take(101)).rejects.toMatchObject({
        message: expect.stringMatching(
          /^The request can cost 101; of the budget "anonymous", 1000 a minute, 100 is left\. Try again in \d+ seconds/,
        ),
        extensions: {
          code: "RATE_LIMITED",
          rateLimit: { policy: "anonymous", limit: 1_000, remaining: 100, cost: 101 },
        },
      });
      await holder.take(100);
      expect((await holder.read()).remaining).toBe(0);
    });

    test("say when a request costs more than all of them", async () => {
      const holder = (await openHere()).holder("one", policy);
      await expect(Promise.resolve(holder.take(1_001))).rejects.toThrow(
        "It costs more than the whole budget",
      );
    });

    test("are each holder's own", async () => {
      const budgets = await openHere();
      await budgets.holder("one", policy).take(1_000);
      await budgets.holder("other", policy).take(1_000);
      await expect(Promise.resolve(budgets.holder("one", policy).take(1))).rejects.toThrow("0 is left");
    });

    test("get back what requests side by side did not cost", async () => {
      const holder = (await openHere()).holder("one", policy);
      for (let round = 0; round < 10; round += 1) {
        const charges = await Promise.all([1, 2, 3, 4].map(async () => await holder.take(100)));
        for (const charge of charges) charge.settle(10, 0);
      }
      expect((await holder.read()).remaining).toBe(600);
    });

    test("keep what was spent of each when there are more holders than are remembered", async () => {
      const budgets = await openHere();
      const [kept, late] = [budgets.holder("kept", policy), budgets.holder("late", policy)];
      (await kept.take(100)).settle(100, 0);
      const charge = await late.take(100);
      for (let other = 0; other < 10_000; other += 1) await budgets.holder(`other ${other}`, policy).take(1);
      charge.settle(40, 0);
      expect((await kept.read()).remaining).toBe(900);
      expect((await late.read()).remaining).toBe(960);
    });

    test("know many takes at once", async () => {
      const holder = (await openHere()).holder("one", policy);
      const takes = await Promise.allSettled(Array.from({ length: 30 }, async () => await holder.take(50)));
      expect(takes.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    });
  });

  test("are answered at once while this process has points left", async () => {
    const holder = (await openBudgets()).holder("one", policy);
    await holder.take(1);
    expect(holder.take(1)).not.toBeInstanceOf(Promise);
  });

  test("survive a restart, to the point", async () => {
    const first = await openBudgets();
    await first.holder("one", policy).take(123);
    await closeBudgets(first);
    const second = await openBudgets();
    expect((await second.holder("one", policy).read()).remaining).toBe(877);
  });

  test("are shared by processes with one file", async () => {
    const [one, other] = [await openBudgets(), await openBudgets()];
    await one.holder("one", policy).take(600);
    await expect(Promise.resolve(other.holder("one", policy).take(600))).rejects.toThrow("400 is left");
    await other.holder("one", policy).take(400);
  });

  test("leave to other processes what one got back", async () => {
    const processes = [await openBudgets(), await openBudgets(), await openBudgets(), await openBudgets()];
    for (let request = 0; request < 24; request += 1) {
      const holder = (processes[request % 4] as Budgets).holder("one", { name: "key", points: 10_000 });
      (await holder.take(2_500)).settle(250, 0);
    }
  });

  test.each([
    ["more than the whole", 0, 20_000],
    ["more than is left", 7_000, 5_000],
  ])("leave to other processes what one refused, having asked for %s", async (_what, spent, asked) => {
    const large = { name: "key", points: 10_000 };
    const [one, other] = (await Promise.all([openBudgets(), openBudgets()])).map((each) =>
      each.holder("one", large),
    ) as [CallerBudget, CallerBudget];
    await one.take(spent);
    await expect(Promise.resolve(one.take(asked))).rejects.toThrow(`${10_000 - spent} is left`);
    await other.take(10_000 - spent - 2 * (10_000 / 50));
  });

  test("tell the same with an answer and when they are asked, whatever other processes have spent", async () => {
    const [one, other] = [await openBudgets(), await openBudgets()];
    const holder = one.holder("one", policy);
    await holder.take(10);
    await other.holder("one", policy).take(400);
    const { remaining } = await holder.read();
    expect(remaining).toBe(590);
    expect(holder.describe()?.remaining).toBe(remaining);
  });

  test("do not wait longer than a minute when the clock is set back", async () => {
    const first = await openBudgets();
    const now = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 3_600_000);
    await first.holder("one", policy).take(1_000);
    now.mockRestore();
    for (const budgets of [first, await openBudgets()]) {
      const holder = budgets.holder("one", policy);
      await holder.take(400);
      const { ends } = await holder.read();
      expect(ends).toBeLessThanOrEqual(Date.now() + 60_000);
    }
  });

  test("are there again when the minute is over", async () => {
    const budgets = await openBudgets();
    const holder = budgets.holder("one", policy);
    await holder.take(1_000);
    const { ends } = await holder.read();
    const now = jest.spyOn(Date, "now").mockReturnValue(ends + 1);
    try {
      await holder.take(1_000);
    } finally {
      now.mockRestore();
    }
  });

  test("refuse nobody while their file cannot be written", async () => {
    const faults: unknown[] = [];
    const store = await openBudgetStore(join(folder, "budgets.sqlite"));
    store.close();
    const holder = new Budgets({ store, onFault: (error) => faults.push(error) }).holder("one", policy);
    (await holder.take(5_000)).settle(1, 0);
    // Nor is the file asked again at once: each request would wait for it.
    (await holder.take(5_000)).settle(1, 0);
    expect(faults).toHaveLength(1);
  });

  test("are kept in memory when their file cannot be opened", async () => {
    const file = join(folder, "text.txt");
    writeFileSync(file, "no database".repeat(1_000));
    const faults: Error[] = [];
    const store = await openBudgetStore(file, (error) => faults.push(error as Error));
    expect(faults.map(({ message }) => message)).toEqual(["file is not a database"]);
    expect(await store.add("one", 5)).toMatchObject({ points: 5 });
  });
});

describe("the objects of an answer", () => {
  test.each([
    ["one", { data: { post: { title: "a" } } }, 1],
    ["those of lists", { data: { posts: { nodes: [{ id: 1 }, { id: 2 }] } } }, 3],
    ["no braces in strings", { data: { post: { title: '{"a":{"b":1}} {" {}' } } }, 1],
    ["at least one", { data: { post: null } }, 1],
  ])("are counted: %s", (_what, answer, count) => {
    expect(countObjects(Buffer.from(JSON.stringify(answer)))).toBe(count);
  });
});
