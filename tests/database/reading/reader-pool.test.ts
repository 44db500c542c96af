import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { ReaderPool, type ReaderPoolOptions } from "../../../src/database/reading/reader-pool.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { endless, startPoolUser, untilAsked, untilEnded } from "./support/statements.js";

let database: TestDatabase;
let pool: ReaderPool;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  pool.close();
  await database.close();
});

function openPool(options: Partial<ReaderPoolOptions> = {}): void {
  pool = new ReaderPool(database.url.slice("sqlite:".length), options);
}

async function read(text: string, signal?: AbortSignal): Promise<string> {
  const { bytes } = await pool.read({ text, values: [] }, { signal });
  return String(bytes);
}

const one = "SELECT CAST('one' AS blob)";
const byName = (name: string) => `SELECT CAST('${name}' AS blob)`;

/** An error is told by its code, an abort by its name. */
const outcome = (reading: Promise<string>) =>
  reading.catch(({ name, extensions, message }) => extensions?.code ?? `${name}: ${message}`);

describe("a reader process", () => {
  test("starts with the first statement and stays for the next ones", async () => {
    openPool();
    expect(pool.processIds).toEqual([]);
    expect(await read(one)).toBe("one");
    const ids = pool.processIds;
    expect(ids).toHaveLength(1);
    await read(one);
    expect(pool.processIds).toEqual(ids);
  });

  test("gives bytes, megabytes of them, and null", async () => {
    openPool();
    const { bytes } = await pool.read({ text: "SELECT CAST(printf('%.*c', ?, 'é') AS blob)", values: [5e6] });
    expect(bytes).toBeInstanceOf(Buffer);
    expect(bytes?.equals(Buffer.from("é".repeat(5e6)))).toBe(true);
    expect(await pool.read({ text: "SELECT NULL", values: [] })).toMatchObject({ bytes: null });
    expect(await pool.read({ text: "SELECT 1 WHERE FALSE", values: [] })).toMatchObject({ bytes: null });
  });

  test("knows json_number and binds what it is given", async () => {
    openPool();
    const text = "SELECT CAST(json_number(?) || ? || coalesce(?, '-') AS blob)";
    expect(String((await pool.read({ text, values: [1e21, "ü", null] })).bytes)).toBe("1e+21ü-");
  });

  test("passes the driver's error on, with its code, and lives", async () => {
    openPool();
    await expect(read("SELECT x FROM nowhere")).rejects.toMatchObject({
      message: "no such table: nowhere",
      code: "SQLITE_ERROR",
    });
    await expect(read("DELETE FROM tag RETURNING CAST(id AS blob)")).rejects.toThrow("readonly");
    const ids = pool.processIds;
    expect(await read(one)).toBe("one");
    expect(pool.processIds).toEqual(ids);
  });

  test("ends when it has had nothing to do", async () => {
    openPool({ idleMilliseconds: 1 });
    await read(one);
    await untilEnded(pool.processIds);
    expect(await read(one)).toBe("one");
  });

  test("ends when the pool is closed, and its statement is rejected", async () => {
    openPool();
    const reading = outcome(read(endless));
    const ids = pool.processIds;
    pool.close();
    expect(await reading).toBe("Error: The database was closed.");
    await untilEnded(ids);
    await expect(read(one)).rejects.toThrow("nothing is read once the reader is closed");
  });
});

describe("a statement that takes too long", () => {
  test("is ended with its process, and the next one gets a new process", async () => {
    openPool({ limitMilliseconds: 300 });
    const reading = read(endless);
    const ids = pool.processIds;
    await expect(reading).rejects.toMatchObject({
      message: expect.stringContaining("longer than 0.3 seconds, the maximum. Ask for less at once"),
      extensions: { code: "TIMEOUT" },
    });
    await untilEnded(ids);
    openPool();
    expect(await read(one)).toBe("one");
  });

  test("does not hold up one beside it", async () => {
    openPool();
    const client = new AbortController();
    const order: string[] = [];
    const long = outcome(read(endless, client.signal)).then((end) => order.push(end));
    order.push(await read(one));
    client.abort();
    await long;
    expect(order).toEqual(["one", "AbortError: This operation was aborted"]);
  });
});

describe("quick statements", () => {
  test("get places of their own when slow ones hold the first two, up to six at all", async () => {
    openPool();
    const client = new AbortController();
    const slow = Array.from({ length: 4 }, () => outcome(read(endless, client.signal)));
    for (let run = 0; run < 20; run += 1) expect(await read(one)).toBe("one");
    expect(pool.processIds.length).toBeLessThanOrEqual(6);
    client.abort();
    for (const end of slow) expect(await end).toBe("AbortError: This operation was aborted");
  });
});

describe("a client that goes away", () => {
  test("ends its statement with the signal's reason", async () => {
    openPool();
    const client = new AbortController();
    const reading = outcome(read(endless, client.signal));
    await untilAsked();
    const ids = pool.processIds;
    client.abort(new RangeError("gone"));
    expect(await reading).toBe("RangeError: gone");
    await untilEnded(ids);
  });

  test("leaves the queue, and the process to those behind it", async () => {
    openPool({ processes: 1, maximum: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const running = outcome(read(endless, first.signal));
    const waiting = outcome(read(byName("never"), second.signal));
    const last = read(byName("last"));
    second.abort();
    expect(await waiting).toBe("AbortError: This operation was aborted");
    first.abort();
    expect(await running).toBe("AbortError: This operation was aborted");
    expect(await last).toBe("last");
  });

  test("starts nothing when it was gone before", async () => {
    openPool();
    expect(await outcome(read(one, AbortSignal.abort()))).toBe("AbortError: This operation was aborted");
    expect(pool.processIds).toEqual([]);
  });

  test("gives its process back when it goes between taking and asking", async () => {
    openPool({ processes: 1, maximum: 1 });
    await read(one);
    const client = new AbortController();
    const reading = outcome(read(endless, client.signal));
    client.abort();
    expect(await reading).toBe("AbortError: This operation was aborted");
    expect(await read(one)).toBe("one");
  });
});

describe("many slow statements", () => {
  test("wait in the order in which they came, for two processes", async () => {
    openPool({ maximum: 2 });
    const client = new AbortController();
    const blocked = outcome(read(endless, client.signal));
    const order: string[] = [];
    await Promise.all(["a", "b", "c", "d"].map(async (name) => order.push(await read(byName(name)))));
    expect(order).toEqual(["a", "b", "c", "d"]);
    expect(pool.processIds).toHaveLength(2);
    client.abort();
    await blocked;
  });

  test("beyond the queue are refused with advice, and served again once there is room", async () => {
    openPool({ processes: 1, maximum: 1, waiting: 2 });
    const client = new AbortController();
    const blocked = outcome(read(endless, client.signal));
    const waiting = [read(one), read(one)];
    await expect(read(one)).rejects.toMatchObject({
      message: expect.stringMatching(/^2 slow queries wait already, the maximum\. Try again in a moment/),
      extensions: { code: "SERVER_BUSY" },
    });
    client.abort();
    await blocked;
    expect(await Promise.all([...waiting])).toEqual(["one", "one"]);
    expect(await read(one)).toBe("one");
  });

  test("are given up while they wait, too", async () => {
    openPool({ processes: 1, maximum: 1, limitMilliseconds: 300 });
    expect(await Promise.all([outcome(read(endless)), outcome(read(one))])).toEqual(["TIMEOUT", "TIMEOUT"]);
  });
});

describe("a process that dies", () => {
  test("fails its statement alone; those that wait get a new one", async () => {
    openPool({ processes: 1, maximum: 1 });
    const running = outcome(read(endless));
    const waiting = read(one);
    await untilAsked();
    for (const id of pool.processIds) process.kill(id, "SIGKILL");
    expect(await running).toBe("Error: A reader process ended by SIGKILL.");
    expect(await waiting).toBe("one");
  });

  test("while it has nothing to do is replaced", async () => {
    openPool();
    await read(one);
    const ids = pool.processIds;
    for (const id of ids) process.kill(id, "SIGKILL");
    await untilEnded(ids);
    while (pool.processIds.length > 0) await new Promise(setImmediate);
    expect(await read(one)).toBe("one");
  });

  test("outlives signals to the whole group, which its parent decides about", async () => {
    openPool();
    await read(one);
    for (const id of pool.processIds) for (const signal of ["SIGINT", "SIGTERM"]) process.kill(id, signal);
    expect(await read(one)).toBe("one");
  });
});

test("processes end with their parent, although it dies without a word", async () => {
  openPool();
  const user = await startPoolUser(database.url.slice("sqlite:".length));
  expect(user.processIds).toHaveLength(2);
  user.child.kill("SIGKILL");
  await untilEnded(user.processIds);
});

test("a file that cannot be opened fails the statement with the driver's error", async () => {
  pool = new ReaderPool(`${database.folder}/absent.sqlite`);
  await expect(read(one)).rejects.toMatchObject({ code: "SQLITE_CANTOPEN" });
});
