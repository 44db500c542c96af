import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../database/postgres/support/until.js";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { type CliOutcome, runCli } from "../support/cli.js";
import { post, tag, text } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type FillableDatabase, findFullDiskAbsence, openFillableDatabase } from "./fillable-database.js";

const count = 700;
const many = [
  tag("after"),
  ...Array.from({ length: count }, (_, index) =>
    post(`post-${index}`, { blocks: [text(`Words of ${index}. `.repeat(200))] }),
  ),
];

describeEachDatabase("a full disk", (engine) => {
  const absence = findFullDiskAbsence(engine);
  const describeHere = absence === undefined ? describe : describe.skip;
  describeHere(absence === undefined ? "under the database" : `(skipped: ${absence})`, () => {
    let database: FillableDatabase;
    let server: BuiltServer | undefined;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "colloquy-"));
      database = await openFillableDatabase(engine);
    });

    afterAll(async () => {
      await server?.stop();
      await database.remove();
      await rm(folder, { recursive: true, force: true });
    });

    const run = (...args: string[]) => runCli(args, { DATABASE_URL: database.url });

    async function importAll(nodes: readonly unknown[]): Promise<CliOutcome> {
      const path = join(folder, "content.jsonl");
      await writeFile(path, nodes.map((node) => JSON.stringify(node)).join("\n"));
      return await run("import", path);
    }

    test("ends an import in words, leaves nothing of it and lets one read on", async () => {
      await importAll([tag("before"), post("before", { blocks: [text("Here already.")] })]);
      const makeRoom = await database.fill();
      server = await startBuiltServer({ DATABASE_URL: database.url, SEEDS: "none" });
      const readOn = async () =>
        (await server?.ask("{ posts(first: 1) { totalCount nodes { title } } }"))?.body;
      const before = { data: { posts: { totalCount: 1, nodes: [{ title: "Title of before" }] } } };
      expect(await readOn()).toEqual(before);

      const refused = await importAll(many);
      expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: "" });
      expect(refused.stderr).toMatch(
        /^The import was stopped and the database is as it was before: the disk .*is full; make room.* try again\.\n$/,
      );
      expect(await readOn()).toEqual(before);
      expect((await run("doctor")).code).toBe(0);

      await makeRoom();
      const written = await importAll(many);
      expect([written.code, written.stderr]).toEqual([0, ""]);
      expect(written.stdout).toContain(`created: 1 tag, ${count} posts`);
      await until(async () => (await readOn())?.data.posts.totalCount === count + 1);
      expect((await run("doctor")).code).toBe(0);
    });
  });
});
