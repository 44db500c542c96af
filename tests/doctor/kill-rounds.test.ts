import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { createDatabasePlace } from "../support/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";
import { PostgresServer } from "../support/postgres/postgres-server.js";
import { crash, crashSettings } from "./kill-rounds/crash.js";
import { type RoundReport, runKillRounds, type Target } from "./kill-rounds/kill-rounds.js";

/** At least 50 in all; `kill-rounds/main.ts` runs as many as one likes. */
const rounds = { ofProcesses: 18, ofDatabase: 16 };
const patienceMilliseconds = 300_000;

/** How many are killed before they commit depends on the machine; that some are makes the rounds worth something. */
function countUnwritten(reports: readonly RoundReport[], ...targets: Target[]): number {
  return reports.filter(({ target, isWritten }) => targets.includes(target) && !isWritten).length;
}

describeEachDatabase("processes that are killed while one imports", (engine) => {
  test(
    "leave a consistent graph and no part of an import",
    async () => {
      const { url, folder, remove } = await createDatabasePlace(engine);
      const reports = await runKillRounds({
        url,
        folder,
        rounds: rounds.ofProcesses,
        seed: 1,
        targets: ["importer", "importer", "importer", "importer", "server"],
      }).finally(remove);
      expect(reports).toHaveLength(rounds.ofProcesses);
      expect(countUnwritten(reports, "importer")).toBeGreaterThan(0);
      expect(reports.filter(({ target }) => target === "server").length).toBeGreaterThan(1);
    },
    patienceMilliseconds,
  );
});

describeOn("PostgreSQL", "a database server that is killed while one imports", () => {
  test(
    "leaves a consistent graph, no part of an import and all that was acknowledged",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "colloquy-"));
      const server = await PostgresServer.create({ settings: crashSettings });
      const reports = await runKillRounds({
        url: server.url(),
        folder,
        rounds: rounds.ofDatabase,
        seed: 1,
        targets: ["postmaster", "backend"],
        crash: (target) => crash(server, target),
      }).finally(async () => {
        await server.remove();
        await rm(folder, { recursive: true, force: true });
      });
      expect(reports).toHaveLength(rounds.ofDatabase);
      for (const target of ["postmaster", "backend"] as const) {
        expect(reports.filter((report) => report.target === target).length).toBeGreaterThan(3);
      }
      expect(countUnwritten(reports, "postmaster", "backend")).toBeGreaterThan(0);
    },
    patienceMilliseconds,
  );
});
