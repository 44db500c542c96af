import { expect, test } from "@jest/globals";
import { createDatabasePlace } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type RoundReport, runKillRounds } from "./kill-rounds/kill-rounds.js";

const rounds = 50;

describeEachDatabase("processes that are killed while one imports", (engine) => {
  test("leave a consistent graph and no part of an import", async () => {
    const { url, folder, remove } = await createDatabasePlace(engine);
    let reports: RoundReport[] = [];
    try {
      reports = await runKillRounds({
        url,
        folder,
        rounds,
        seed: 1,
      });
    } finally {
      await remove();
    }
    expect(reports).toHaveLength(rounds);
    expect(
      reports.filter(({ target, isWritten }) => target === "importer" && !isWritten).length,
    ).toBeGreaterThan(10);
    expect(reports.filter(({ target }) => target === "server").length).toBeGreaterThan(2);
  }, 300_000);
});
