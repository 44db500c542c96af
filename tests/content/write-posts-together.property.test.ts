import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type NodeInputOf, nodeInput } from "../../src/content/node-input.js";
import { writePosts } from "../../src/content/posts/post.writer.js";
import { writeNode } from "../../src/content/write-node.js";
import type { WriteResult } from "../../src/writing/write-result.js";
import { beginWriting, type WriteTransaction } from "../../src/writing/write-transaction.js";
import {
  dumpTables,
  expert,
  importValues,
  post,
  related,
  restartKeys,
  says,
  tag,
  text,
  writingTime,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

type PostInput = NodeInputOf<"post">;

type Write = (transaction: WriteTransaction, inputs: readonly PostInput[]) => Promise<WriteResult[]>;

describeEachDatabase("write posts together", () => {
  let together: TestDatabase;

  let oneByOne: TestDatabase;

  beforeAll(async () => {
    together = await openTestDatabase();
    oneByOne = await openTestDatabase();
  });

  afterAll(async () => {
    await together.close();
    await oneByOne.close();
  });

  /** A title is announced when its post is refused for now, as an import does. */
  function announce({ announcedTitles }: WriteTransaction, { slug, title }: PostInput, result: WriteResult) {
    if ("missing" in result) announcedTitles.set(slug, title);
  }

  const writeTogether: Write = async (transaction, inputs) => {
    const results: WriteResult[] = [];
    await writePosts(transaction, inputs, (index, result) => {
      results.push(result);
      const input = inputs[index];
      if (input) announce(transaction, input, result);
    });
    return results;
  };

  const writeOneByOne: Write = async (transaction, inputs) => {
    const results: WriteResult[] = [];
    for (const input of inputs) {
      const result = await writeNode(transaction, input);
      results.push(result);
      announce(transaction, input, result);
    }
    return results;
  };

  async function clear({ source }: TestDatabase): Promise<void> {
    const tables = ["post", "expert", "tag", "change_log"];
    for (const table of tables) await source.query(`DELETE FROM ${table}`);
    await restartKeys({ source });
    await source.query("UPDATE revision SET number = 0");
  }

  /** All that is stored, without how often statements touched it. */
  async function dump(database: TestDatabase): Promise<Record<string, unknown[]>> {
    const { revision: _, ...tables } = await dumpTables(database);
    return tables;
  }

  const slug = fc.constantFrom("a", "b", "c", "d", "e", "f");

  const title = fc.constantFrom("One", "Two", "Three", "Four", "Five", "Six");

  const block = fc.oneof(
    fc.constant(text("Words.")),
    slug.map((target) => text(`See [it](/posts/${target}).`)),
    fc.constant(says("ada", "Yes.")),
    fc.constantFrom("ben", "nobody").map((who) => says(who, "No.")),
    title.map((printed) => related({ title: printed })),
    slug.map((target) => related({ post: target })),
    fc.tuple(slug, title).map(([target, printed]) => related({ post: target, title: printed })),
  );

  const reviewedBy = (who: string) => ({ expert: who, reviewedOn: "2025-01-01" });

  const list = fc.array(
    fc
      .record({
        slug,
        title,
        status: fc.constantFrom("PUBLISHED", "DRAFT"),
        tags: fc.subarray(["calm", "sleep"]),
        sources: fc.array(fc.record({ title, doi: fc.constantFrom(undefined, "10.1000/1") }), {
          maxLength: 2,
        }),
        corrections: fc.array(
          fc.record({ correctedOn: fc.constantFrom("2024-01-01", "2024-02-29"), markdown: title }),
          { maxLength: 2 },
        ),
        medicalReview: fc.constantFrom(undefined, ...["ada", "ben", "nobody"].map(reviewedBy)),
        blocks: fc.array(block, { maxLength: 3 }),
      })
      .map(({ slug: name, ...more }) => nodeInput.parse(post(name, more)) as PostInput),
    { minLength: 1, maxLength: 8 },
  );

  test("posts that are written together become what they become one by one", async () => {
    await fc.assert(
      fc.asyncProperty(list, list, async (first, second) => {
        const outcomes = [];
        for (const { database, write } of [
          { database: together, write: writeTogether },
          { database: oneByOne, write: writeOneByOne },
        ]) {
          await clear(database);
          await importValues(database, [expert("ada"), expert("ben"), tag("calm"), tag("sleep")]);
          const results = await database.source.transaction(async (manager) => [
            ...(await write(beginWriting(manager, writingTime), first)),
            ...(await write(beginWriting(manager, "2026-06-06T06:06:06.000Z"), second)),
          ]);
          outcomes.push({ results, tables: await dump(database) });
        }
        expect(outcomes[0]).toEqual(outcomes[1]);
      }),
      { numRuns: 50 },
    );
  });

  test("posts that do not name each other take as many statements as one", async () => {
    const count = async (posts: number, prefix: string) => {
      const values = Array.from({ length: posts }, (_, index) =>
        post(`${prefix}${index}`, {
          tags: ["calm"],
          sources: [{ title: "A study" }],
          corrections: [{ correctedOn: "2024-02-02", markdown: "No." }],
          medicalReview: reviewedBy("ada"),
          blocks: [text("Words."), says("ada", "Yes.")],
        }),
      );
      const inputs = values.map((value) => nodeInput.parse(value)) as PostInput[];
      // What is derived afterwards is not a matter of each post.
      return await together.source.transaction(async (manager) => {
        together.statements.length = 0;
        await writeTogether(beginWriting(manager, writingTime), inputs);
        return together.statements.length;
      });
    };
    await clear(together);
    await importValues(together, [expert("ada"), tag("calm")]);
    const one = await count(1, "single-");
    // Of each table no more rows than one insert takes.
    expect(await count(15, "many-")).toBe(one);
  });
});
