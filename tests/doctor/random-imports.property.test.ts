import { afterEach, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { diagnose } from "../../src/doctor/diagnose.js";
import { deriveNodeId } from "../../src/graph/node-id.js";
import {
  author,
  clinic,
  expert,
  importValues,
  post,
  region,
  related,
  says,
  tag,
  text,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const slug = fc.constantFrom("a", "b", "c", "d", "e");
const name = fc.constantFrom("One", "Two", "Three", "öne", "Four");
const instant = fc.constantFrom("2024-01-01T00:00:00.000Z", "2030-01-01T00:00:00.000Z");
const markdown = fc.oneof(
  fc.constantFrom("Words.", "*Other* words.", "<b>Bold</b> & more"),
  slug.map((target) => `See [it](/posts/${target}) or [that](/posts/${target}).`),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const attribution = fc.record({
  name,
  credentials: fc.subarray(["MD", "PhD"]),
  clinic: optional(name),
});
const block = fc.oneof(
  markdown.map(text),
  fc
    .record({
      who: slug,
      words: markdown,
      clinic: fc.option(slug),
      contribution: fc.constantFrom("QUOTE", "PARAPHRASE"),
      attribution: optional(attribution),
    })
    .map(({ who, words, clinic: of, ...more }) =>
      says(who, words, { ...more, ...(of !== null && { clinic: of }) }),
    ),
  name.map((title) => related({ title })),
  slug.map((target) => related({ post: target })),
  fc.record({ post: slug, title: name }).map(related),
);

const source = fc.record({
  title: name,
  authors: fc.subarray(["A. One", "B. Two"]),
  doi: optional(fc.constantFrom("10.1000/1", "10.1000/2")),
  url: optional(fc.constantFrom("https://example.org/1", "https://example.org/2")),
});
const correction = fc.record({ correctedOn: fc.constantFrom("2024-01-01", "2024-02-29"), markdown });
const review = fc.record({
  expert: slug,
  attribution: optional(attribution),
  reviewedOn: fc.constantFrom("2024-01-01", "2025-01-01"),
  nextDue: optional(fc.constantFrom("2025-12-31", "2030-01-01")),
});

/** Now and then a node comes with the id that another slug once got: it is renamed. */
const identified = (noun: string) =>
  fc.option(
    slug.map((first) => deriveNodeId(noun, first)),
    { nil: undefined, freq: 3 },
  );

const node = fc.oneof(
  {
    arbitrary: fc
      .record({ slug, id: identified("region"), name, parent: optional(slug) })
      .map(({ slug: of, ...more }) => region(of, more)),
    weight: 2,
  },
  {
    arbitrary: fc
      .record({
        slug,
        id: identified("tag"),
        name,
        parent: optional(slug),
        synonyms: fc.subarray(["Uno", "x"]),
      })
      .map(({ slug: of, ...more }) => tag(of, more)),
    weight: 2,
  },
  {
    arbitrary: fc
      .record({
        slug,
        id: identified("clinic"),
        name,
        region: optional(slug),
        treatments: fc.subarray(["a", "b"]),
      })
      .map(({ slug: of, ...more }) => clinic(of, more)),
    weight: 2,
  },
  {
    arbitrary: fc
      .record({ slug, id: identified("expert"), name, clinic: optional(slug), bio: optional(markdown) })
      .map(({ slug: of, ...more }) => expert(of, more)),
    weight: 3,
  },
  {
    arbitrary: fc
      .record({ slug, name, bio: optional(markdown) })
      .map(({ slug: of, ...more }) => author(of, more)),
    weight: 1,
  },
  {
    arbitrary: fc
      .record({
        slug,
        id: identified("post"),
        formerSlugs: optional(fc.array(slug, { maxLength: 2 })),
        title: name,
        status: fc.constantFrom("PUBLISHED", "DRAFT", "ARCHIVED"),
        publishedAt: optional(instant),
        author: fc.option(slug, { nil: undefined, freq: 2 }),
        tags: fc.subarray(["a", "b"]),
        sources: fc.array(source, { maxLength: 3 }),
        corrections: fc.array(correction, { maxLength: 2 }),
        medicalReview: optional(review),
        blocks: fc.array(block, { maxLength: 4 }),
      })
      .map(({ slug: of, ...more }) => post(of, more)),
    weight: 12,
  },
);

/** What the posts name is there from the beginning, so that most of them can be written. */
const people = ["a", "b", "c", "d", "e"].flatMap((of) => [expert(of), clinic(of), tag(of)]);

describeEachDatabase("a graph that random imports made", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  async function clear(): Promise<void> {
    const tables = ["post", "expert", "clinic", "tag", "author", "former_slug", "change_log"];
    for (const table of tables) await database.source.query(`DELETE FROM ${table}`);
    for (const kind of ["CITY", "STATE", "COUNTRY"]) {
      await database.source.query(`DELETE FROM region WHERE kind = '${kind}'`);
    }
  }

  test("is consistent after each of them", async () => {
    const imports = fc.array(fc.array(node, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(imports, async (batches) => {
        await clear();
        await importValues(database, people);
        for (const batch of batches) {
          await importValues(database, batch);
          expect((await diagnose(database)).faults).toEqual([]);
        }
      }),
      { numRuns: 20 },
    );
  });
});
