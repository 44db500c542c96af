import { afterEach, describe, expect, test } from "@jest/globals";
import { copyDatabase } from "../../src/copying/copy-database.js";
import { diagnose } from "../../src/doctor/diagnose.js";
import { seedIfEmpty } from "../../src/importing/seed-if-empty.js";
import { oddContent } from "../fuzz/odd-content.js";
import { runCli } from "../support/cli.js";
import { expert, importValues, post, related, says, text } from "../support/content.js";
import { writeNodes } from "../support/write-nodes.js";
import { Copies, ways } from "./support/copies.js";

const copies = new Copies();
afterEach(() => copies.close());

describe.each(ways)("the graph of a copy from %s to %s", (from, to) => {
  test("is as consistent as its source, and stays so as it is written to", async () => {
    const source = await copies.open(from);
    const target = await copies.open(to);
    await seedIfEmpty(source, "seeds");
    await writeNodes(source, oddContent);
    await copyDatabase({ from: source, to: target });
    const [before, after] = [await diagnose(source), await diagnose(target)];
    expect(before.faults).toEqual([]);
    expect(after).toEqual(before);
    const late = post("late", {
      blocks: [says("ann", "New."), related({ title: "Title of one" }), text("See [it](/posts/one).")],
    });
    const { problems } = await importValues(target, [expert("ann"), post("one"), late]);
    expect(problems).toEqual([]);
    const { code, stdout } = await runCli(["doctor"], { DATABASE_URL: target.url });
    expect(stdout).toMatch(/^checked: .*\nThe graph is consistent\.\n$/);
    expect(code).toBe(0);
  });
});
