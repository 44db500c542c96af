import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createKey, listKeys, revokeKey, rotateKey } from "../../src/access/key-table.js";
import { hashSecret } from "../../src/access/key-text.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const now = "2026-01-01T00:00:00.000Z";
const hour = (count: number) => new Date(Date.parse(now) + count * 3_600_000).toISOString();

describeEachDatabase("a rotation", () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database.close());

  const issue = (expiresAt?: string) =>
    createKey(
      database,
      { name: "P", scopes: ["content:read"], origins: [], pointsPerMinute: 1, expiresAt },
      now,
    );

  const find = async (id: string) => (await listKeys(database)).find((key) => key.id === id);
  const hashOf = (text: string) => hashSecret(text.slice(-43));

  test("keeps the secret before for as long as was said", async () => {
    const { key, text } = await issue();
    const rotated = await rotateKey(database, key.id, { now, formerExpiresAt: hour(24) });
    const expected = {
      hash: hashOf(rotated.text),
      formerHash: hashOf(text),
      formerExpiresAt: hour(24),
    };
    expect(await find(key.id)).toMatchObject(expected);
    expect(rotated.key).toMatchObject(expected);
  });

  test("says no longer time than the key itself has", async () => {
    const { key } = await issue(hour(2));
    const rotated = await rotateKey(database, key.id, { now, formerExpiresAt: hour(24) });
    expect(rotated.key.formerExpiresAt).toBe(hour(2));
    expect(await find(key.id)).toMatchObject({ formerExpiresAt: hour(2) });
  });

  describe("while the secret before the last one is good", () => {
    test("is refused, and changes nothing", async () => {
      const { key, text } = await issue();
      const second = await rotateKey(database, key.id, { now, formerExpiresAt: hour(24) });
      const third = rotateKey(database, key.id, { now: hour(23), formerExpiresAt: hour(47) });
      await expect(third).rejects.toThrow(
        `The secret before the last rotation of ${key.id} is good until ${hour(24)}. Rotate again after that, or end it now with --force.`,
      );
      expect(await find(key.id)).toMatchObject({ hash: hashOf(second.text), formerHash: hashOf(text) });
    });

    test("ends that when it is forced", async () => {
      const { key } = await issue();
      const second = await rotateKey(database, key.id, { now, formerExpiresAt: hour(24) });
      const third = await rotateKey(database, key.id, { now, formerExpiresAt: hour(1), isForced: true });
      expect(await find(key.id)).toMatchObject({
        hash: hashOf(third.text),
        formerHash: hashOf(second.text),
        formerExpiresAt: hour(1),
      });
    });

    test("is done once that is over", async () => {
      const { key } = await issue();
      await rotateKey(database, key.id, { now, formerExpiresAt: hour(24) });
      await rotateKey(database, key.id, { now: hour(24), formerExpiresAt: hour(48) });
      expect(await find(key.id)).toMatchObject({ formerExpiresAt: hour(48) });
    });
  });

  test.each([
    ["expired", async () => {}, `expired ${hour(1)}`],
    ["revoked", (id: string) => revokeKey(database, id, now), "is revoked"],
  ])("of a key that is %s is refused, whatever is forced", async (_state, end, message) => {
    const { key } = await issue(hour(1));
    await end(key.id);
    const rotation = { now: hour(1), formerExpiresAt: hour(2), isForced: true };
    await expect(rotateKey(database, key.id, rotation)).rejects.toThrow(
      `The key ${key.id} ${message}. Make another with keys create.`,
    );
    expect(await find(key.id)).toMatchObject({ hash: key.hash, formerHash: null });
  });

  test("is one of several at once, whose secret is good", async () => {
    const { key, text } = await issue();
    const rotations = Array.from({ length: 4 }, () =>
      rotateKey(database, key.id, { now, formerExpiresAt: hour(24) }),
    );
    const settled = await Promise.allSettled(rotations);
    const done = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const refused = settled.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    expect(done).toHaveLength(1);
    expect(refused).toHaveLength(3);
    for (const message of refused)
      expect(message).toMatch(/was changed meanwhile\. See colloquy keys list|is good until/);
    expect(await find(key.id)).toMatchObject({
      hash: hashOf(done[0]?.text ?? ""),
      formerHash: hashOf(text),
    });
  });
});
