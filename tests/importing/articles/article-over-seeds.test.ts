import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { importContent } from "../../../src/importing/import-content.js";
import { openPath } from "../../../src/importing/open-source.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";

describeEachDatabase("article over seeds", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const readIds = () => database.source.query("SELECT id FROM contribution ORDER BY post_row_id, position");

  const shared = resolve(
    import.meta.dirname,
    "../../../../shared/input/how-ketamine-for-treating-anxiety-works.txt",
  );

  const seeds = resolve(import.meta.dirname, "../../../seeds");

  const isThere = existsSync(shared);

  const run = isThere ? test : test.skip;

  run(
    `the shared article goes in over the seeds${isThere ? "" : " (skipped: the file is not there)"}`,
    async () => {
      const importPath = (path: string, format: "article" | "markdown") =>
        importContent({
          database,
          open: (manager) => openPath(manager, path, format),
          now: "2026-01-01T00:00:00.000Z",
          isAllOrNothing: true,
        });
      await importPath(seeds, "markdown");
      const before = await readIds();
      const report = await importPath(shared, "article");
      expect(report.problems).toEqual([]);
      expect(report.changed).toMatchObject([
        { slug: "how-ketamine-for-treating-anxiety-works", change: "updated" },
      ]);
      expect(report.counts.get("contribution")).toEqual({ created: 0, updated: 6, unchanged: 0, deleted: 0 });
      expect(report.counts.get("link")).toEqual({ created: 0, updated: 0, unchanged: 3, deleted: 0 });
      expect(await readIds()).toEqual(before);
      expect(report.unresolvedCount).toBe(0);
      expect((await importPath(shared, "article")).changed).toEqual([]);
    },
  );
});
