import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readOperations } from "../../src/playground/read-operations.js";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { runCli } from "../support/cli.js";
import { post, tag, text } from "../support/content.js";
import { createDatabasePlace, type TestDatabasePlace } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { buildCommit, findPreviousCommit, type PreviousBuild } from "../support/previous-build.js";

const commit = findPreviousCommit();

if (commit === undefined) {
  describe.skip("a rolling update (skipped: the history of the repository does not reach the build before the newest migration)", () => {
    test("needs it", () => undefined);
  });
} else {
  let previous: PreviousBuild;

  beforeAll(async () => {
    previous = await buildCommit(commit);
  });

  afterAll(() => previous.remove());

  describeEachDatabase("a rolling update", () => {
    let place: TestDatabasePlace;
    let older: BuiltServer;
    let newer: BuiltServer;

    const startOlder = () => startBuiltServer({ DATABASE_URL: place.url, SEEDS: "seeds" }, previous.folder);
    const startNewer = () => startBuiltServer({ DATABASE_URL: place.url, SEEDS: "seeds" });
    const runNewer = (...args: string[]) => runCli(args, { DATABASE_URL: place.url });
    const runOlder = (...args: string[]) => runCli(args, { DATABASE_URL: place.url }, previous.folder);
    const readiness = async ({ url }: BuiltServer) => (await fetch(`${url}/readyz`)).status;

    beforeAll(async () => {
      place = await createDatabasePlace();
      expect(await runOlder("import", join(previous.folder, "seeds"))).toMatchObject({ code: 0 });
      older = await startOlder();
    });

    afterAll(async () => {
      for (const server of [older, newer]) await server?.stop();
      await place.remove();
    });

    test("migrates while the older version goes on answering", async () => {
      const migrated = runNewer("migrate");
      let isOver = false;
      void migrated.then(() => {
        isOver = true;
      });
      const statuses = new Set<number>();
      for (let number = 0; !isOver; number += 1) {
        const { status, body } = await older.ask(`{ posts(first: 3) { nodes { slug n${number}: title } } }`);
        expect(body.data.posts.nodes).toHaveLength(3);
        statuses.add(status);
      }
      expect(await migrated).toMatchObject({ code: 0, stdout: expect.stringContaining("ran ") });
      expect([...statuses]).toEqual([200]);
      expect(await readiness(older)).toBe(200);
    });

    test("has both versions answer every example alike", async () => {
      const examples = join(previous.folder, "schema/operations");
      newer = await startNewer();
      expect(await readiness(newer)).toBe(200);
      // The cursors of a search began to name their query after the last migration.
      const known = (await readOperations(examples)).filter(({ document }) => !document.includes("search("));
      for (const { document } of known) {
        const [before, after] = await Promise.all([older.ask(document), newer.ask(document)]);
        expect(before.body.errors).toBeUndefined();
        expect(after).toEqual(before);
      }
    });

    /** Asks until a server shows the post: each caches, and learns of what others write. */
    async function untilShown(server: BuiltServer, slug: string): Promise<void> {
      for (;;) {
        const { body } = await server.ask(
          `{ post(by: { slug: "${slug}" }) { title tags { nodes { slug } } } }`,
        );
        if (body.data.post !== null) {
          expect(body.data.post).toEqual({
            title: `Title of ${slug}`,
            tags: { nodes: [{ slug: `tag-of-${slug}` }] },
          });
          return;
        }
        await setTimeout(20);
      }
    }

    test.each(["older", "newer"])("has both show what the %s one imports", async (version) => {
      const slug = `written-by-the-${version}`;
      const file = join(place.folder, `${slug}.jsonl`);
      const values = [
        tag(`tag-of-${slug}`),
        post(slug, { tags: [`tag-of-${slug}`], blocks: [text("Words.")] }),
      ];
      await writeFile(file, values.map((value) => `${JSON.stringify(value)}\n`).join(""));
      const outcome = await (version === "older" ? runOlder : runNewer)("import", file);
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
      for (const server of [older, newer]) await untilShown(server, slug);
    });

    test("lets the older version start again, and leaves nothing for doctor", async () => {
      await older.stop();
      older = await startOlder();
      expect(await readiness(older)).toBe(200);
      expect(await runOlder("migrate")).toMatchObject({ code: 0 });
      expect(await runOlder("doctor")).toMatchObject({ code: 0 });
      // What the newer version renders otherwise, it renders anew when content is imported again.
      expect(await runNewer("import", "seeds")).toMatchObject({ code: 0 });
      // What the older one wrote, it could not index where the migration has brought an index.
      expect(await runNewer("reindex")).toMatchObject({ code: 0 });
      expect(await runNewer("doctor")).toMatchObject({ code: 0 });
    });
  });
}
