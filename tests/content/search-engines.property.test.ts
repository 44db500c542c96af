import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createSchema } from "../../src/content/schema.js";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import { oddContent } from "../fuzz/odd-content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { engines, findAbsence } from "../support/engines.js";
import { type Exits, openExits, testNow } from "../support/exits.js";
import { writeNodes } from "../support/write-nodes.js";

const seeds = resolve(import.meta.dirname, "../../seeds");
const absence = engines.map(findAbsence).find((reason) => reason !== undefined);
const describeTogether = absence === undefined ? describe : describe.skip;

const document =
  "query ($query: String!) { search(query: $query, first: 100) { totalCount nodes { ... on Node { id } } } }";

const words = fc.constantFrom(
  ..."ketamine Anxiety Inês zoe sleeping the of session's GAD covid-19 ssri 8 Étienne psychedelics one us".split(
    " ",
  ),
);
const odd = fc.string({ unit: "grapheme-composite", maxLength: 8 });
const query = fc
  .array(fc.oneof({ weight: 3, arbitrary: words }, odd, fc.constantFrom('"', "'", "(", "-", "*", "OR")), {
    maxLength: 6,
  })
  .map((parts) => parts.join(" "));

describeTogether(
  `search on all engines together${absence === undefined ? "" : ` (skipped: ${absence})`}`,
  () => {
    const databases: TestDatabase[] = [];
    let exits: Exits[];

    beforeAll(async () => {
      const schema = await createSchema();
      for (const engine of engines) {
        const database = await openTestDatabase(engine);
        databases.push(database);
        await importContent({
          database,
          open: (manager) => openPath(manager, seeds, "markdown"),
          now: testNow,
        });
        await writeNodes(database, oddContent);
      }
      exits = databases.map((database) => openExits(schema, database));
    });

    afterAll(async () => {
      for (const database of databases) await database.close();
    });

    test("any query finds the same nodes", async () => {
      await fc.assert(
        fc.asyncProperty(query, async (text) => {
          const found = await Promise.all(
            exits.map(async (exit) => {
              const { data, errors } = await exit.readObjects(document, { query: text });
              expect(errors).toBeUndefined();
              const { totalCount, nodes } = (
                data as { search: { totalCount: number; nodes: { id: string }[] } }
              ).search;
              return { totalCount, ids: totalCount > 100 ? [] : nodes.map(({ id }) => id).sort() };
            }),
          );
          expect(found[1]).toEqual(found[0]);
        }),
        { numRuns: 150 },
      );
    });
  },
);
