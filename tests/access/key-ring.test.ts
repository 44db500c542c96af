import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { KeyRing } from "../../src/access/key-ring.js";
import { createKey, revokeKey } from "../../src/access/key-table.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const now = "2026-01-01T00:00:00.000Z";
const later = "2026-01-01T00:00:01.000Z";
const origin = "https://partner.example";

describeEachDatabase("the ring of keys", () => {
  let database: TestDatabase;
  let told: unknown[];

  beforeEach(async () => {
    database = await openTestDatabase();
    told = [];
  });

  afterEach(() => database.close());

  async function issue({ expiresAt }: { expiresAt?: string } = {}) {
    const draft = { name: "P", scopes: [], origins: [origin], pointsPerMinute: 1, expiresAt };
    const issued = await createKey(database, draft, now);
    await database.reader.settle();
    return issued;
  }

  /** Whatever is asked for, it may have changed and is within reach: so that the table is read each time. */
  function openRing(): KeyRing {
    const state = database.reader.watchRevisions([]).current(now);
    const moving = { current: () => Object.assign(Object.create(state), { isSettled: false }) };
    return new KeyRing({
      database: { source: database.source, reader: { isReachable: true } },
      revisions: moving,
      onChange: (fault) => void told.push(fault),
    });
  }

  const moveTable = (from: string, to: string) =>
    database.source.query(`ALTER TABLE ${from} RENAME TO ${to}`);

  test("goes on with what it knows when the database does not answer", async () => {
    const { key, text } = await issue();
    const [used, fresh] = [openRing(), openRing()];
    expect(await used.find(text, now)).toMatchObject({ key: { id: key.id } });
    await database.source.destroy();
    try {
      expect(await used.find(text, now)).toMatchObject({ key: { id: key.id } });
      expect(await used.hasOrigin(origin, now)).toBe(true);
      await expect(fresh.find(text, now)).rejects.toMatchObject({ extensions: { code: "UNAVAILABLE" } });
      expect(await fresh.hasOrigin(origin, now)).toBe(false);
    } finally {
      await database.source.initialize();
    }
  });

  test("tells once that the keys cannot be read, and once that they can be again", async () => {
    const { text } = await issue();
    const ring = openRing();
    await ring.find(text, now);
    expect(told).toEqual([]);
    await moveTable("api_key", "away");
    for (let round = 0; round < 3; round += 1) expect(await ring.hasOrigin(origin, now)).toBe(true);
    expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining("api_key") })]);
    await moveTable("away", "api_key");
    for (let round = 0; round < 3; round += 1) await ring.find(text, now);
    expect(told).toEqual([expect.anything(), undefined]);
  });

  test("knows the origins of keys that are good", async () => {
    await issue({ expiresAt: later });
    const ring = openRing();
    expect(await ring.hasOrigin("https://other.example", now)).toBe(false);
    expect(await ring.hasOrigin(origin, now)).toBe(true);
    expect(await ring.hasOrigin(origin, later)).toBe(false);
    const { key } = await issue();
    expect(await ring.hasOrigin(origin, later)).toBe(true);
    await revokeKey(database, key.id, now);
    expect(await ring.hasOrigin(origin, later)).toBe(false);
  });
});
