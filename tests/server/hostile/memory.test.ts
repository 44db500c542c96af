import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createSchema } from "../../../src/content/schema.js";
import { createDatabasePlace, type TestDatabasePlace } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { listArgumentPlaces } from "./support/argument-places.js";
import { listValuesIn, toOversize } from "./support/argument-requests.js";
import { bodyBombs, documentBombs, variableBombs } from "./support/bombs.js";
import { forgedCredentials, simpleRequests } from "./support/cross-site-requests.js";
import { findHarms, type HostileRequest, sendHostile, toRequest } from "./support/hostile-request.js";

const script = fileURLToPath(new URL("support/serve-with-gauge.mjs", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** After those that fill the caches. */
const countedRounds = 4;

/** What the heap may grow by in all counted rounds: a kilobyte for each request would be more. */
const maximumGrowth = 3.5 * 1024 ** 2;

/** So little that the cache of answers, which may grow to its maximum, is full before rounds are counted. */
const CACHE_MAX_BYTES = String(1024 ** 2);

const places = listArgumentPlaces(await createSchema());

/** All bombs and forgeries, every other value in arguments, and some that are too large. */
const requests: readonly HostileRequest[] = [
  ...Object.entries(documentBombs).map(([title, [, query]]) => toRequest(title, { query })),
  ...variableBombs,
  ...bodyBombs,
  ...simpleRequests,
  ...forgedCredentials,
  ...places.slice(0, 20).map(toOversize),
  ...places
    .flatMap((place, ordinal) => [...listValuesIn(place, ordinal)])
    .filter((_, index) => index % 2 === 0),
];

describeEachDatabase("memory (built by `npm run build`)", () => {
  let place: TestDatabasePlace;
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    place = await createDatabasePlace();
    child = fork(script, {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit", "ipc"],
      execArgv: ["--expose-gc"],
      env: { ...process.env, PORT: "0", LOG_LEVEL: "silent", CACHE_MAX_BYTES, DATABASE_URL: place.url },
    });
    url = await untilListening(child);
  });

  afterAll(async () => {
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
    await place.remove();
  });

  async function measureHeap(): Promise<number> {
    const answered = once(child, "message");
    child.send("measure");
    const [bytes] = await answered;
    return bytes as number;
  }

  test("is flat under hostile requests, and the server still answers", async () => {
    expect(requests.length * countedRounds * 1_024).toBeGreaterThan(maximumGrowth);
    for (let round = 0; round < 2; round += 1) expect(await findHarms(url, requests)).toEqual([]);
    const before = await measureHeap();
    for (let round = 0; round < countedRounds; round += 1) await findHarms(url, requests);
    expect((await measureHeap()) - before).toBeLessThan(maximumGrowth);
    const honest = toRequest("honest", { query: '{ tag(by: { slug: "anxiety" }) { name } }' });
    expect(await sendHostile(url, honest)).toMatchObject({
      status: 200,
      text: '{"data":{"tag":{"name":"Anxiety"}}}',
    });
  }, 300_000);
});

async function untilListening(child: ChildProcess): Promise<string> {
  let output = "";
  return await new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${output}`)));
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      const url = /^listening on (http:\S+)$/m.exec(output)?.[1];
      if (url) resolve(url);
    });
  });
}
