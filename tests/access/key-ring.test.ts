import { expect, test } from "@jest/globals";
import { KeyRing } from "../../src/access/key-ring.js";
import { createKey } from "../../src/access/key-table.js";
import { openTestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("the ring of keys", () => {
  test("goes on with what it knows when the database does not answer", async () => {
    const database = await openTestDatabase();
    const now = new Date().toISOString();
    const draft = { name: "P", scopes: [], origins: [], pointsPerMinute: 1, expiresAt: undefined };
    const { key, text } = await createKey(database, draft, now);
    await database.reader.settle();
    const revisions = database.reader.watchRevisions([]);
    const state = revisions.current(now);
    // Whatever is asked for, it may have changed: so that the table is read each time.
    const moving = { current: () => Object.assign(Object.create(state), { isSettled: false }) };
    const [used, fresh] = [new KeyRing(database, moving), new KeyRing(database, moving)];
    expect(await used.find(text, now)).toMatchObject({ key: { id: key.id } });
    await database.source.destroy();
    try {
      expect(await used.find(text, now)).toMatchObject({ key: { id: key.id } });
      await expect(fresh.find(text, now)).rejects.toMatchObject({ extensions: { code: "UNAVAILABLE" } });
    } finally {
      await database.source.initialize();
      await database.close();
    }
  });
});
