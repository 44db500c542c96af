import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type GraphQLInputType, isInputObjectType } from "graphql";
import { type OpenFuzzTarget, openFuzzTarget } from "../fuzz/open-fuzz-target.js";
import { Random } from "../fuzz/random.js";
import { ValueWriter } from "../fuzz/value-writer.js";
import { Variables } from "../fuzz/variables.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { fits, type Oracle, type OracleRow, readOracle } from "./filter-oracle.js";

interface Found {
  totalCount: number;
  nodes: { id: string }[];
}

describeEachDatabase("filters", (engine) => {
  let target: OpenFuzzTarget;

  let oracle: Oracle;

  beforeAll(async () => {
    target = await openFuzzTarget([engine]);
    oracle = await readOracle(target.database);
  });

  afterAll(async () => {
    await target.close();
  });

  /** Some filter of a noun, as variables carry it. */
  function makeWhere(noun: string, seed: number): Record<string, unknown> {
    const type = target.schema.getType(`${noun}Where`);
    if (!isInputObjectType(type)) throw new Error(`There is no ${noun}Where.`);
    const random = new Random(seed, 0);
    const writer = new ValueWriter(random, target.pools, new Variables(random));
    const where = writer.make({ type: type as GraphQLInputType, meaning: noun, depth: 0 });
    return (where ?? {}) as Record<string, unknown>;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is the document's.
  async function read(document: string, where: unknown): Promise<any> {
    const text = await target.exits[0].readText(document, { where });
    if (text !== undefined) return JSON.parse(text).data;
    const { errors } = await target.exits[0].readObjects(document, { where });
    // What looks through too many lists is refused by its cost.
    fc.pre(errors?.[0]?.extensions.code !== "QUERY_TOO_COSTLY");
    throw new Error(String(errors));
  }

  const page = "(first: 60, where: $where) { totalCount nodes { id } }";

  function expectRows({ totalCount, nodes }: Found, rows: readonly OracleRow[]): void {
    expect(nodes.map(({ id }) => id).sort()).toEqual([...new Set(rows.map(({ id }) => id))].sort());
    expect(totalCount).toBe(nodes.length);
  }

  const anySeed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

  test.each(["Post", "Tag", "Region", "Clinic", "Expert", "Author"])(
    "any filter of all %s nodes finds what an oracle finds in memory",
    async (noun) => {
      const root = `${noun.toLowerCase()}s`;
      let found = 0;
      await fc.assert(
        fc.asyncProperty(anySeed, async (seed) => {
          const where = makeWhere(noun, seed);
          const data = await read(`query ($where: ${noun}Where) { ${root}${page} }`, where);
          expectRows(
            data[root],
            (oracle[noun] ?? []).filter((row) => fits(row, where)),
          );
          found += data[root].totalCount;
        }),
        { numRuns: 50 },
      );
      expect(found).toBeGreaterThan(0);
    },
  );

  /** Parent, its connection, and the noun of the nodes. */
  const connections: [string, string, string][] = [
    ["Post", "contributions", "Contribution"],
    ["Post", "links", "Link"],
    ["Post", "linkedFrom", "Link"],
    ["Post", "experts", "Expert"],
    ["Post", "clinics", "Clinic"],
    ["Post", "tags", "Tag"],
    ["Tag", "posts", "Post"],
    ["Expert", "posts", "Post"],
    ["Expert", "contributions", "Contribution"],
    ["Clinic", "posts", "Post"],
    ["Clinic", "treatments", "Tag"],
    ["Region", "clinics", "Clinic"],
    ["Author", "posts", "Post"],
  ];

  test.each(connections)(
    "any filter of %s.%s finds what an oracle finds in memory",
    async (parent, field, noun) => {
      const root = `${parent.toLowerCase()}s`;
      const document = `query ($where: ${noun}Where) { ${root}(first: 35) { nodes { id ${field}${page} } } }`;
      await fc.assert(
        fc.asyncProperty(anySeed, async (seed) => {
          const where = makeWhere(noun, seed);
          const data = await read(document, where);
          for (const node of data[root].nodes) {
            const row = oracle[parent]?.find(({ id }) => id === node.id);
            expectRows(
              node[field],
              (row?.lists[field] ?? []).filter((related) => fits(related, where)),
            );
          }
        }),
        { numRuns: 25 },
      );
    },
  );
});
