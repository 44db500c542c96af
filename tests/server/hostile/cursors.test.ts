import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createSchema } from "../../../src/content/schema.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";
import { type CursorPlace, listCursorPlaces } from "./support/cursor-places.js";
import { forgeKeys, listNoCursors } from "./support/forged-cursors.js";
import { findHarm } from "./support/harm.js";
import { sendHostile, toRequest } from "./support/hostile-request.js";

const near = "near: { latitude: 60, longitude: 5, radiusKm: 500 }";

/** Places whose order is that of a subject: their cursors hold for it alone. */
const subjects: readonly CursorPlace[] = [
  ["search for sleep", 'search(query: "sleep", first: 2, after: $cursor)'],
  ["search for good", 'search(query: "good", first: 2, after: $cursor)'],
  ["clinics near a point", `clinics(${near}, first: 2, after: $cursor)`],
  ["clinics near another point", `clinics(${near.replace("60", "61")}, first: 2, after: $cursor)`],
].map(([name = "", field = ""]) => ({
  name,
  document: `query ($cursor: String) { ${field} { edges { cursor } } }`,
}));

const places = [...listCursorPlaces(await createSchema()), ...subjects];

/** What the cursor of a place holds for: an order, and what it counts from where there is such a thing. */
function toSubject(place: CursorPlace, cursor: string): string {
  const elements = JSON.parse(Buffer.from(cursor, "hex").toString()) as unknown[];
  return `${elements[0]} ${subjects.includes(place) ? elements.at(-1) : ""}`;
}

/** Of all foreign cursors each place gets one in so many. */
const share = 12;

describeEachDatabase("cursors", () => {
  let database: TestDatabase;
  let server: ContentServer;
  /** One of each place that has any. */
  const cursors = new Map<CursorPlace, string>();

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
    for (const place of places) {
      const { text } = await ask(place, null);
      const cursor = /"cursor":"([^"]+)"/.exec(text)?.[1];
      if (cursor !== undefined) cursors.set(place, cursor);
    }
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  async function ask({ name, document }: CursorPlace, cursor: string | null) {
    return await sendHostile(server.url, toRequest(name, { query: document, variables: { cursor } }));
  }

  test("are given out at nearly every place", () => {
    const lacking = places.filter((place) => !cursors.has(place)).map(({ name }) => name);
    expect(lacking).toEqual([]);
    expect(places.length).toBeGreaterThan(60);
  });

  test("that are none are refused", async () => {
    const [place] = places;
    if (!place) throw new Error("There is a connection.");
    for (const cursor of listNoCursors(cursors.get(place) ?? "")) {
      const { text } = await ask(place, cursor);
      const code = JSON.parse(text).errors?.[0].extensions.code;
      expect([cursor.slice(0, 200), code]).toEqual([cursor.slice(0, 200), "CURSOR_INVALID"]);
    }
  });

  const numbered = places.map((place, ordinal) => [place.name, place, ordinal] as const);

  describe.each(numbered)("of %s", (_name, place, ordinal) => {
    test("are refused when they are forged, or are answered, and do no harm", async () => {
      for (const cursor of forgeKeys(cursors.get(place) ?? "")) {
        const answer = await ask(place, cursor);
        expect([cursor.slice(0, 200), findHarm(answer)]).toEqual([cursor.slice(0, 200), undefined]);
      }
    });

    test("are refused when they were given out for another order, kind of node, point or query", async () => {
      const own = toSubject(place, cursors.get(place) ?? "");
      const foreign = new Map([...cursors].map(([other, cursor]) => [toSubject(other, cursor), cursor]));
      expect(foreign.size).toBeGreaterThan(20);
      for (const [index, [subject, cursor]] of [...foreign].entries()) {
        if ((index + ordinal) % share !== 0) continue;
        const answer = await ask(place, cursor);
        const code = JSON.parse(answer.text).errors?.[0].extensions.code;
        expect([subject, code]).toEqual([subject, subject === own ? undefined : "CURSOR_INVALID"]);
      }
    });
  });
});
