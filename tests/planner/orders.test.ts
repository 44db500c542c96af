import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { OrderInput } from "../fuzz/content-pools.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type NodeDraft, openTestGraph, type TestGraph } from "../support/graph.js";

interface ClinicRow {
  id: string;
  name: string;
  city: string | null;
}

describeEachDatabase("orders", () => {
  /** Clinics of which two pairs tie in name and city, and some have no city. */
  const clinics: readonly NodeDraft[] = (
    [
      ["Alpha", "Oslo"],
      ["alpha!", "Oslo"],
      ["Beta", undefined],
      ["Beta", undefined],
      ["Gamma", "Ålesund"],
      ["Delta", "Bergen"],
      ["Epsilon", undefined],
    ] as const
  ).map(([name, city], index) => ({ type: "clinic", slug: `clinic-${index}`, name, ...(city && { city }) }));

  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph(clinics);
  });

  afterAll(async () => {
    await graph.close();
  });

  async function list(orderBy: readonly OrderInput[]): Promise<ClinicRow[]> {
    const { data, errors, statements } = await graph.query(
      "query ($orderBy: [ClinicOrder!]) { clinics(orderBy: $orderBy) { nodes { id name city } } }",
      { orderBy },
    );
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.clinics.nodes;
  }

  /** Byte by byte, as name keys and cities are compared; what has no value is last either way. */
  function compare(left: string | null, right: string | null, direction: OrderInput["direction"]): number {
    if (left === right) return 0;
    if (left === null || right === null) return left === null ? 1 : -1;
    const order = Buffer.compare(Buffer.from(left), Buffer.from(right));
    return direction === "ASC" ? order : -order;
  }

  const keyOf: Record<string, (row: ClinicRow) => string | null> = {
    NAME: ({ name }) => name.toLowerCase().replace("!", ""),
    CITY: ({ city }) => city,
  };

  /** The order as the schema describes it; ties are broken by the id, in the direction of the last key. */
  function sort(rows: readonly ClinicRow[], orderBy: readonly OrderInput[]): ClinicRow[] {
    const last = orderBy.at(-1)?.direction ?? "ASC";
    return [...rows].sort((left, right) => {
      for (const { field, direction } of orderBy) {
        const order = compare(keyOf[field]?.(left) ?? null, keyOf[field]?.(right) ?? null, direction);
        if (order !== 0) return order;
      }
      return compare(left.id, right.id, last);
    });
  }

  const directions = ["ASC", "DESC"] as const;

  const fields = ["NAME", "CITY"];

  const single = fields.flatMap((field) =>
    directions.map((direction): OrderInput[] => [{ field, direction }]),
  );

  const orders = [
    ...single,
    ...single.flatMap((first) => single.map((second) => [...first, ...second])),
    ...single.map((first) => [...first, { field: "CITY", direction: "ASC" as const }, ...first]),
  ];

  test.each(orders.map((order) => [describeOrder(order), order] as const))(
    "by %s, rows without a value come last and ties go by the id",
    async (_, order) => {
      const rows = await list(order);
      expect(rows).toHaveLength(clinics.length);
      expect(rows).toEqual(sort(rows, order));
    },
  );

  function describeOrder(order: readonly OrderInput[]): string {
    return order.map(({ field, direction }) => `${field} ${direction}`).join(", ");
  }

  test("an empty order and null mean the order of the field", async () => {
    const standard = (await graph.query("{ clinics { nodes { id name city } } }")).data.clinics.nodes;
    expect(standard).toEqual(sort(standard, [{ field: "NAME", direction: "ASC" }]));
    expect(await list([])).toEqual(standard);
    const { data } = await graph.query("{ clinics(orderBy: null) { nodes { id name city } } }");
    expect(data.clinics.nodes).toEqual(standard);
  });

  test("one key need not stand in a list", async () => {
    const { data } = await graph.query(
      "{ clinics(orderBy: { field: CITY, direction: DESC }) { nodes { id name city } } }",
    );
    expect(data.clinics.nodes).toEqual(await list([{ field: "CITY", direction: "DESC" }]));
  });

  describe("a cursor of one order", () => {
    test.each([
      ["[{ field: NAME, direction: ASC }]", "[{ field: NAME, direction: DESC }]"],
      ["[{ field: NAME, direction: ASC }]", "[{ field: CITY, direction: ASC }]"],
      [
        "[{ field: NAME, direction: ASC }, { field: CITY, direction: ASC }]",
        "[{ field: CITY, direction: ASC }, { field: NAME, direction: ASC }]",
      ],
      [
        "[{ field: NAME, direction: ASC }]",
        "[{ field: NAME, direction: ASC }, { field: CITY, direction: ASC }]",
      ],
      ["[{ field: CITY, direction: DESC }]", "[]"],
    ])("%s is refused by %s", async (own, other) => {
      const { data } = await graph.query(`{ clinics(orderBy: ${own}, first: 2) { pageInfo { endCursor } } }`);
      const page = (order: string) =>
        graph.query(`query ($after: String) { clinics(orderBy: ${order}, after: $after) { totalCount } }`, {
          after: data.clinics.pageInfo.endCursor,
        });
      const { errors, statements } = await page(other);
      expect(errors?.[0]?.extensions.code).toBe("CURSOR_INVALID");
      expect(errors?.[0]?.message).toContain("belongs to a connection of another kind or order");
      expect(statements).toEqual([]);
      expect((await page(own)).errors).toBeUndefined();
    });

    test("that is the field's own serves when the same order is asked for by name", async () => {
      const { data } = await graph.query("{ clinics(first: 3) { nodes { id } pageInfo { endCursor } } }");
      const asked = await graph.query(
        "query ($after: String) { clinics(orderBy: [{ field: NAME, direction: ASC }], after: $after) { nodes { id } } }",
        { after: data.clinics.pageInfo.endCursor },
      );
      expect([...data.clinics.nodes, ...asked.data.clinics.nodes]).toHaveLength(clinics.length);
    });
  });
});
