import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type NodeDraft, openTestGraph, type TestGraph, writeNodes } from "../support/graph.js";
import { countKilometres, type Point, seededPoints } from "./points-on-earth.js";

interface Edge {
  distanceKm: number | null;
  cursor: string;
  node: { slug: string };
}

interface Answer {
  totalCount: number;
  edges: Edge[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

const document = `query Nearby($near: Near, $first: Int, $last: Int, $after: String, $before: String, $where: ClinicWhere) {
  clinics(near: $near, first: $first, last: $last, after: $after, before: $before, where: $where) {
    totalCount
    edges { distanceKm cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

const toClinic = (slug: string, at: Point | undefined, more = {}): NodeDraft => ({
  type: "clinic",
  slug,
  name: slug,
  ...at,
  ...more,
});

describeEachDatabase("clinics near a point", () => {
  let graph: TestGraph;

  const ask = async (variables: Record<string, unknown>): Promise<Answer> => {
    const { data, errors, statements } = await graph.query(document, variables);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.clinics;
  };
  const listSlugs = ({ edges }: Answer) => edges.map(({ node }) => node.slug);

  describe("all over the earth", () => {
    const points = seededPoints(400);
    const slugOf = (index: number) => `clinic-${String(index).padStart(3, "0")}`;
    const earth = { radiusKm: 20_016 };

    beforeAll(async () => {
      graph = await openTestGraph(points.map((point, index) => toClinic(slugOf(index), point)));
    });

    afterAll(async () => {
      await graph.close();
    });

    test.each([
      ["a city", { latitude: 36.1627, longitude: -86.7816 }],
      ["the date line, from the east", { latitude: -17.7, longitude: 179.99 }],
      ["the date line, from the west", { latitude: 65, longitude: -180 }],
      ["the north pole", { latitude: 90, longitude: 12 }],
      ["the south pole", { latitude: -90, longitude: -180 }],
      ["next to a pole", { latitude: -89.5, longitude: 100 }],
      ["the equator", { latitude: 0, longitude: 0 }],
    ])("around %s are those that the haversine formula finds, to ten metres", async (_, point) => {
      for (const radiusKm of [90, 1_500, 9_000, 20_016]) {
        const expected = points.filter((other) => countKilometres(point, other) <= radiusKm);
        const answer = await ask({ near: { ...point, radiusKm }, first: 100 });
        expect(answer.totalCount).toBe(expected.length);
        expect(answer.edges).toHaveLength(Math.min(100, expected.length));
        let before = 0;
        for (const { distanceKm, node } of answer.edges) {
          const found = points[Number(node.slug.slice(-3))];
          expect(Math.abs((distanceKm ?? -1) - countKilometres(point, found as Point))).toBeLessThan(0.01);
          expect(distanceKm).toBeGreaterThanOrEqual(before);
          before = distanceKm ?? 0;
        }
        const farthest = expected.map((other) => countKilometres(point, other)).sort((a, b) => a - b);
        expect(Math.abs(before - (farthest[answer.edges.length - 1] ?? 0))).toBeLessThan(0.01);
      }
    });

    test("come in pages that neither skip nor repeat, from both ends", async () => {
      const near = { latitude: 71, longitude: 178, ...earth };
      const forward: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: Answer = await ask({ near, first: 37, after });
        forward.push(...listSlugs(page));
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(new Set(forward).size).toBe(points.length);
      const backward: string[] = [];
      for (let before: string | undefined; ; ) {
        const page: Answer = await ask({ near, last: 37, before });
        backward.unshift(...listSlugs(page));
        before = page.edges[0]?.cursor;
        if (!page.pageInfo.hasPreviousPage) break;
      }
      expect(backward).toEqual(forward);
    });

    test("go on behind a cursor when the radius grows", async () => {
      const point = { latitude: 10, longitude: 10 };
      const near = await ask({ near: { ...point, radiusKm: 2_000 }, first: 2 });
      const wider = await ask({ near: { ...point, ...earth }, first: 3, after: near.edges[1]?.cursor });
      expect(listSlugs(wider)).toEqual(
        listSlugs(await ask({ near: { ...point, ...earth }, first: 5 })).slice(2),
      );
    });

    test("are asked for with a literal as with a variable", async () => {
      const { data } = await graph.query(
        `{ clinics(near: { latitude: 10, longitude: 10, radiusKm: 20000.5 }, first: 3) { edges { distanceKm } nodes { slug } } }`,
      );
      const answer = await ask({ near: { latitude: 10, longitude: 10, radiusKm: 20000.5 }, first: 3 });
      expect(data.clinics.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(listSlugs(answer));
      expect(data.clinics.edges).toEqual(answer.edges.map(({ distanceKm }) => ({ distanceKm })));
    });

    test("leave everything as it is when near is absent or null", async () => {
      const answer = await ask({ near: null, first: 2 });
      expect(listSlugs(answer)).toEqual([slugOf(0), slugOf(1)]);
      expect(answer.edges.map(({ distanceKm }) => distanceKm)).toEqual([null, null]);
    });
  });

  describe("in a small world", () => {
    const home = { latitude: 36, longitude: -180 };
    const degree = 6371.0088 * (Math.PI / 180);

    beforeEach(async () => {
      graph = await openTestGraph([
        { type: "tag", slug: "ketamine", name: "Ketamine", kind: "TREATMENT" },
        toClinic("here", { latitude: 36, longitude: 180 }, { telehealth: true, treatments: ["ketamine"] }),
        toClinic("west", { latitude: 36, longitude: 179.99 }, { treatments: ["ketamine"] }),
        toClinic("east", { latitude: 36, longitude: -179.98 }, { telehealth: true }),
        toClinic("north", { latitude: 37, longitude: 180 }, { telehealth: true, treatments: ["ketamine"] }),
        toClinic("antipode", { latitude: -36, longitude: 0 }),
        toClinic("nowhere", undefined, { telehealth: true, treatments: ["ketamine"] }),
      ]);
    });

    afterEach(async () => {
      await graph.close();
    });

    test("lie on both sides of the date line, and as far as the antipodes", async () => {
      const answer = await ask({ near: { ...home, radiusKm: 20_016 } });
      expect(listSlugs(answer)).toEqual(["here", "west", "east", "north", "antipode"]);
      expect(answer.edges.map(({ distanceKm }) => distanceKm)).toEqual([0, 0.9, 1.799, 111.195, 20_015.114]);
      expect(answer.totalCount).toBe(5);
    });

    test("lie inside when they are as far as the radius, to the metre", async () => {
      expect(listSlugs(await ask({ near: { ...home, radiusKm: 111.195 } }))).toContain("north");
      expect(listSlugs(await ask({ near: { ...home, radiusKm: 111.194 } }))).not.toContain("north");
      expect(degree).toBeCloseTo(111.195, 3);
      expect(listSlugs(await ask({ near: { ...home, radiusKm: 1e-9 } }))).toEqual(["here"]);
    });

    test("are found at coordinates next to nothing, whatever an engine makes of such numbers", async () => {
      const tiny = [5e-324, -1e-310, 1e-200, 1e-20];
      await writeNodes(
        graph.database,
        tiny.map((size) => toClinic(`tiny-${tiny.indexOf(size)}`, { latitude: size, longitude: -size })),
      );
      for (const latitude of [0, ...tiny]) {
        const answer = await ask({ near: { latitude, longitude: -latitude, radiusKm: 5e-324 } });
        expect(answer.edges.map(({ distanceKm }) => distanceKm)).toEqual([0, 0, 0, 0]);
      }
    });

    test("are those that fit where", async () => {
      const where = { telehealth: { eq: true }, treatments: { some: { slug: { eq: "ketamine" } } } };
      const answer = await ask({ near: { ...home, radiusKm: 500 }, where, first: 1 });
      expect(listSlugs(answer)).toEqual(["here"]);
      expect(answer).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
      const next = await ask({
        near: { ...home, radiusKm: 500 },
        where,
        first: 1,
        after: answer.edges[0]?.cursor,
      });
      expect(listSlugs(next)).toEqual(["north"]);
      expect(next).toMatchObject({ pageInfo: { hasNextPage: false } });
    });

    test("are found where they have moved to, and nowhere without a place", async () => {
      const near = { latitude: -36, longitude: 0, radiusKm: 10 };
      await writeNodes(graph.database, [toClinic("here", { latitude: -36.01, longitude: 0.01 })]);
      expect(listSlugs(await ask({ near }))).toEqual(["antipode", "here"]);
      expect(listSlugs(await ask({ near: { ...home, radiusKm: 10 } }))).toEqual(["west", "east"]);
      await writeNodes(graph.database, [toClinic("here", undefined)]);
      expect(listSlugs(await ask({ near }))).toEqual(["antipode"]);
      await graph.database.source.query("DELETE FROM clinic WHERE slug = 'antipode'");
      expect(await ask({ near })).toMatchObject({ edges: [], totalCount: 0 });
      await writeNodes(graph.database, [toClinic("nowhere", { latitude: -36, longitude: 0 })]);
      expect(listSlugs(await ask({ near }))).toEqual(["nowhere"]);
    });

    test("refuse a cursor of another point, and of another order", async () => {
      const near = { ...home, radiusKm: 500 };
      const { edges } = await ask({ near, first: 1 });
      const after = edges[0]?.cursor;
      const other = await graph.query(document, { near: { ...near, latitude: 35 }, after });
      expect(other.errors?.[0]).toMatchObject({ extensions: { code: "CURSOR_INVALID" } });
      expect(other.errors?.[0]?.message).toMatch(/was given out for another point or query/);
      const without = await graph.query(document, { after });
      expect(without.errors?.[0]).toMatchObject({ extensions: { code: "CURSOR_INVALID" } });
      const named = await ask({ first: 1 });
      const byName = await graph.query(document, { near, after: named.edges[0]?.cursor });
      expect(byName.errors?.[0]).toMatchObject({ extensions: { code: "CURSOR_INVALID" } });
    });

    test.each([
      [{ latitude: 90.1 }, /near.latitude: 90.1; give -90 to 90/],
      [{ longitude: -180.5 }, /near.longitude: -180.5; give -180 to 180/],
      [{ radiusKm: 0 }, /near.radiusKm: 0; give more than 0/],
      [{ radiusKm: -5 }, /near.radiusKm: -5; give more than 0/],
      [{ radiusKm: Number.MAX_VALUE }, /give more than 0 and at most 20016/],
      [{ radiusKm: 40_000 }, /near.radiusKm: 40000; give more than 0 and at most 20016/],
    ])("refuse %j, also when a plan is there already", async (wrong, message) => {
      await ask({ near: { ...home, radiusKm: 10 } });
      const { errors } = await graph.query(document, { near: { ...home, radiusKm: 10, ...wrong } });
      expect(errors?.[0]).toMatchObject({ extensions: { code: "NEAR_INVALID" } });
      expect(errors?.[0]?.message).toMatch(message);
    });

    test("refuse an order beside it", async () => {
      const { errors } = await graph.query(
        `{ clinics(near: { latitude: 0, longitude: 0, radiusKm: 1 }, orderBy: [{ field: NAME, direction: ASC }]) { totalCount } }`,
      );
      expect(errors?.[0]).toMatchObject({ extensions: { code: "NEAR_INVALID" } });
      expect(errors?.[0]?.message).toMatch(/takes near or orderBy, not both/);
    });

    test.each(["NaN", '"1"', "null"])("refuse the radius %s as no number", async (radius) => {
      const { errors } = await graph.query(
        `{ clinics(near: { latitude: 0, longitude: 0, radiusKm: ${radius} }) { totalCount } }`,
      );
      expect(errors?.[0]?.message).toMatch(
        /Float cannot represent non numeric value|Expected value of type "Float!"/,
      );
    });
  });
});
