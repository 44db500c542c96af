import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { entities } from "../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../src/database/database.js";
import { Initial1764000000000 } from "../../src/database/migrations/sqlite/1764000000000-initial.js";
import { describeOn } from "../support/describe-each-database.js";

// PostgreSQL came with a later version: its first migration has all that these add.
describeOn("SQLite", "migrating a database with content", () => {
  let folder: string;
  let database: Database;

  const run = (statement: string) => database.source.query(statement);

  /** A database as the first version of this program left it. */
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "colloquy-"));
    database = await openDatabase({ url: `sqlite:${join(folder, "old.sqlite")}`, entities });
    await new Initial1764000000000().up(database.source.createQueryRunner());
    await run(
      `CREATE TABLE "migrations" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL,
         "name" varchar NOT NULL)`,
    );
    await run("INSERT INTO migrations (timestamp, name) VALUES (1764000000000, 'Initial1764000000000')");
  });

  afterEach(async () => {
    await database.source.destroy();
    await rm(folder, { recursive: true, force: true });
  });

  describe("of the first version", () => {
    beforeEach(async () => {
      await run(
        `INSERT INTO post (row_id, id, slug, title, title_key, status, published_at) VALUES
           (1, 'post_1', 'draft', 'T', 't', 'DRAFT', '2024-01-01T00:00:00.000Z'),
           (2, 'post_2', 'published', 'T', 't', 'PUBLISHED', '2024-02-02T00:00:00.000Z'),
           (3, 'post_3', 'archived', 'T', 't', 'ARCHIVED', '2024-03-03T00:00:00.000Z'),
           (4, 'post_4', 'undated', 'T', 't', 'DRAFT', NULL)`,
      );
      await run(
        `INSERT INTO expert (row_id, id, slug, name, name_key, credentials)
         VALUES (1, 'expert_1', 'expert', 'E', 'e', '[]')`,
      );
      await run(
        `INSERT INTO tag (row_id, id, slug, name, name_key, kind, synonyms)
         VALUES (1, 'tag_1', 'tag', 'T', 't', 'TOPIC', '[]')`,
      );
      await run(
        `INSERT INTO contribution (id, position, kind, post_row_id, expert_row_id, body_markdown, body_html, body_text,
           attribution_name, attribution_credentials)
         SELECT 'contribution_' || row_id, 1, 'QUOTE', row_id, 1, 'm', 'h', 't', 'E', '[]' FROM post`,
      );
      // Each post points at the published one: what counts is the post that has the link.
      await run(
        `INSERT INTO link (id, position, kind, title, title_key, source_row_id, post_row_id)
         SELECT 'link_' || row_id, 1, 'RELATED', 'T', 't', row_id, 2 FROM post`,
      );
      await run("INSERT INTO post_tag SELECT row_id, 1 FROM post");
      await run(
        `INSERT INTO clinic (row_id, id, slug, name, name_key, latitude, longitude) VALUES
           (1, 'clinic_1', 'somewhere', 'S', 's', 36.16, -86.78), (2, 'clinic_2', 'nowhere', 'N', 'n', NULL, NULL)`,
      );
      await migrateDatabase(database);
    });

    test("copies to what belongs to a post since when the post is seen", async () => {
      const dates = [null, "2024-02-02T00:00:00.000Z", null, null];
      const expected = dates.map((visible_from) => ({ visible_from }));
      expect(await run("SELECT visible_from FROM contribution ORDER BY post_row_id")).toEqual(expected);
      expect(await run("SELECT visible_from FROM link ORDER BY source_row_id")).toEqual(expected);
      expect(await run("SELECT visible_from FROM post_tag ORDER BY post_row_id")).toEqual(expected);
    });

    test("finds the clinics that have a place by it", async () => {
      const within = "south <= 36.16 AND north >= 36.16 AND west <= -86.78 AND east >= -86.78";
      expect(await run("SELECT row_id FROM clinic_place")).toEqual([{ row_id: 1 }]);
      expect(await run(`SELECT row_id FROM clinic_place WHERE ${within}`)).toEqual([{ row_id: 1 }]);
    });

    test("keeps every row and every constraint", async () => {
      expect(await run("PRAGMA foreign_key_check")).toEqual([]);
      expect(await run("SELECT count(*) AS rows FROM post_tag")).toEqual([{ rows: 4 }]);
      await expect(run("INSERT INTO post_tag (post_row_id, tag_row_id) VALUES (1, 1)")).rejects.toThrow(
        /UNIQUE constraint/,
      );
      await run("DELETE FROM post WHERE row_id = 2");
      expect(await run("SELECT post_row_id FROM post_tag")).toHaveLength(3);
    });

    test("gives the schema of the entities", async () => {
      const { upQueries } = await database.source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });
  });
});
