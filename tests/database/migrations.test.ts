import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("migrations", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(async () => {
    await database.close();
  });

  const run = (statement: string) => database.source.query(statement);

  async function insertPost(rowId: number, slug = `post-${rowId}`): Promise<void> {
    await run(
      `INSERT INTO post (row_id, id, slug, title, title_key, status, published_at)
     VALUES (${rowId}, 'post_${rowId}', '${slug}', 'T', 't', 'PUBLISHED', '2024-01-01T00:00:00.000Z')`,
    );
  }

  async function insertExpert(rowId: number): Promise<void> {
    await run(
      `INSERT INTO expert (row_id, id, slug, name, name_key, credentials)
     VALUES (${rowId}, 'expert_${rowId}', 'expert-${rowId}', 'E', 'e', '[]')`,
    );
  }

  async function insertContribution(
    rowId: number,
    values: { post: number; expert: number; position: number },
  ) {
    await run(
      `INSERT INTO contribution (row_id, id, position, kind, post_row_id, expert_row_id, body_markdown, body_html,
       body_text, attribution_name, attribution_credentials)
     VALUES (${rowId}, 'contribution_${rowId}', ${values.position}, 'QUOTE', ${values.post}, ${values.expert},
       'm', 'h', 't', 'E', '[]')`,
    );
  }

  /** A source, a correction and a medical review of a post. */
  async function insertTrust(post: number): Promise<void> {
    await run(
      `INSERT INTO source (id, position, title, authors, year, post_row_id) VALUES ('source_1', 1, 't', '[]', 2020, ${post})`,
    );
    await run(
      `INSERT INTO correction (id, position, corrected_on, body_markdown, body_html, body_text, post_row_id)
       VALUES ('correction_1', 1, '2024-01-02', 'm', 'h', 't', ${post})`,
    );
    await run(
      `INSERT INTO medical_review (post_row_id, reviewed_on, next_due, overdue_from, expert_row_id, reviewer_name,
         reviewer_credentials)
       VALUES (${post}, '2024-01-01', '2025-01-01', '2025-01-02T00:00:00.000Z', 1, 'E', '[]')`,
    );
  }

  describe("the migrated schema", () => {
    test("is that of the entities", async () => {
      const { upQueries } = await database.source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });

    test("refuses a slug twice", async () => {
      await insertPost(1, "same");
      await expect(insertPost(2, "same")).rejects.toThrow(
        /UNIQUE constraint failed: post.slug|post_slug_unique/,
      );
    });

    test("refuses a position twice in a post", async () => {
      await insertPost(1);
      await insertExpert(1);
      await insertContribution(1, { post: 1, expert: 1, position: 1 });
      await expect(insertContribution(2, { post: 1, expert: 1, position: 1 })).rejects.toThrow(
        /UNIQUE constraint/i,
      );
      await expect(insertContribution(2, { post: 1, expert: 1, position: 0 })).rejects.toThrow(
        /CHECK constraint/i,
      );
    });

    test.each([
      "UPDATE post SET status = 'SCHEDULED'",
      "UPDATE post SET published_at = NULL",
      "UPDATE contribution SET kind = 'JOKE'",
      "UPDATE region SET kind = 'CITY'",
      "UPDATE clinic SET latitude = 91, longitude = 0",
      "UPDATE clinic SET latitude = 1",
      "UPDATE tag SET kind = 'OTHER'",
      "UPDATE link SET kind = 'OTHER'",
      "UPDATE author SET kind = 'ROBOT'",
      "UPDATE source SET position = 0",
      "UPDATE source SET year = 99",
      "UPDATE correction SET position = 0",
      "UPDATE correction SET corrected_on = '2024-1-1'",
      "UPDATE medical_review SET reviewed_on = 'yesterday'",
      "UPDATE medical_review SET next_due = '2023-12-31'",
      "UPDATE medical_review SET overdue_from = NULL",
      "UPDATE medical_review SET overdue_from = next_due",
      "INSERT INTO block (position, kind, post_row_id) VALUES (1, 'TEXT', 1)",
      "INSERT INTO block (position, kind, post_row_id, body_markdown) VALUES (1, 'PICTURE', 1, 'm')",
      "INSERT INTO former_slug (noun, slug, node_id) VALUES ('tag', 's', 'author_1')",
    ])("checks: %s", async (statement) => {
      await insertPost(1);
      await insertExpert(1);
      await insertContribution(1, { post: 1, expert: 1, position: 1 });
      await run("INSERT INTO region (id, slug, name, name_key, kind) VALUES ('r', 'r', 'r', 'r', 'COUNTRY')");
      await run("INSERT INTO clinic (id, slug, name, name_key) VALUES ('c', 'c', 'c', 'c')");
      await run(
        "INSERT INTO tag (id, slug, name, name_key, kind, synonyms) VALUES ('t', 't', 't', 't', 'TOPIC', '[]')",
      );
      await run("INSERT INTO author (id, slug, name, name_key, kind) VALUES ('a', 'a', 'a', 'a', 'PERSON')");
      await run(
        "INSERT INTO link (id, position, kind, title, title_key, source_row_id) VALUES ('l', 1, 'BODY', 't', 't', 1)",
      );
      await insertTrust(1);
      await expect(run(statement)).rejects.toThrow(/CHECK constraint/i);
    });

    test("deletes with a post what is part of it, and leaves links to it unresolved", async () => {
      await insertPost(1);
      await insertPost(2);
      await insertExpert(1);
      await insertContribution(1, { post: 1, expert: 1, position: 1 });
      await run(
        "INSERT INTO block (position, kind, post_row_id, contribution_row_id) VALUES (1, 'CONTRIBUTION', 1, 1)",
      );
      await run("INSERT INTO post_body VALUES (1, 'm', 'h', 't')");
      await run(
        `INSERT INTO link (id, position, kind, title, title_key, source_row_id, post_row_id)
       VALUES ('a', 1, 'RELATED', 't', 't', 1, 2), ('b', 1, 'RELATED', 't', 't', 2, 1)`,
      );
      await insertTrust(1);
      await run("DELETE FROM post WHERE row_id = 1");
      for (const table of ["source", "correction", "medical_review"]) {
        expect(await run(`SELECT * FROM ${table}`)).toEqual([]);
      }
      expect(await run("SELECT row_id FROM contribution UNION SELECT row_id FROM block")).toEqual([]);
      expect(await run("SELECT * FROM post_body")).toEqual([]);
      expect(await run("SELECT id, post_row_id FROM link")).toEqual([{ id: "b", post_row_id: null }]);
    });

    test("lets a reviewer leave the graph, and keeps who reviewed", async () => {
      await insertPost(1);
      await insertExpert(1);
      await insertTrust(1);
      await run("DELETE FROM expert");
      expect(await run("SELECT expert_row_id, reviewer_name FROM medical_review")).toEqual([
        { expert_row_id: null, reviewer_name: "E" },
      ]);
    });

    test("keeps an expert whom a contribution names", async () => {
      await insertPost(1);
      await insertExpert(1);
      await insertContribution(1, { post: 1, expert: 1, position: 1 });
      await expect(run("DELETE FROM expert")).rejects.toThrow(/FOREIGN KEY constraint/i);
    });

    test("refuses a reference to nothing", async () => {
      await insertPost(1);
      await expect(insertContribution(1, { post: 1, expert: 9, position: 1 })).rejects.toThrow(
        /FOREIGN KEY/i,
      );
    });
  });
});
