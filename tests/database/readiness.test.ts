import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createReadinessCheck } from "../../src/database/readiness.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const noAnswer = "The database does not answer.";

describeEachDatabase("readiness", () => {
  let database: TestDatabase;
  let reader: { isReachable: boolean; hasReplica: boolean };

  beforeEach(async () => {
    database = await openTestDatabase();
    reader = { isReachable: true, hasReplica: false };
  });

  afterEach(() => database.close());

  const begin = () =>
    createReadinessCheck({ source: database.source, reader: reader as TestDatabase["reader"] });

  test("is that of the database, and of its replicas while it is out of reach", async () => {
    const check = begin();
    expect(await check()).toEqual({ canAnswer: true, faults: [] });
    reader.isReachable = false;
    expect(await check()).toEqual({ canAnswer: false, faults: [noAnswer] });
    reader.hasReplica = true;
    expect(await check()).toEqual({ canAnswer: true, faults: [noAnswer] });
  });

  test("is not given by replicas of a database that was not fit when it answered last", async () => {
    const check = begin();
    await database.source.query("DROP TABLE block");
    const unfit = await check();
    expect(unfit.canAnswer).toBe(false);
    Object.assign(reader, { isReachable: false, hasReplica: true });
    expect(await check()).toEqual({ canAnswer: false, faults: [noAnswer, ...unfit.faults] });
  });
});
