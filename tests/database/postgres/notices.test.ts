import { expect, test } from "@jest/globals";
import { startBuiltServer } from "../../support/built-server.js";
import { createDatabasePlace } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { Relay } from "../../support/postgres/relay.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "the log", () => {
  test("tells once that the database is out of reach, and once that it is back, without a password", async () => {
    const place = await createDatabasePlace("PostgreSQL");
    const relay = await Relay.open(() => Number(new URL(place.url).port));
    const server = await startBuiltServer({
      DATABASE_URL: relay.lead(place.url),
      LOG_LEVEL: "info",
      SEEDS: "none",
    });
    const lines = () =>
      server
        .readOutput()
        .split("\n")
        .filter((line) => line.includes('"role":"primary"'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    relay.swallow();
    await until(() => lines().length === 1);
    relay.restore();
    await until(() => lines().length === 2);
    expect(lines()).toMatchObject([
      { level: 40, server: `127.0.0.1:${relay.port}`, msg: expect.stringContaining("is out of reach") },
      { level: 30, server: `127.0.0.1:${relay.port}`, msg: "The database is in reach again" },
    ]);
    expect(server.readOutput()).not.toContain("only-for-tests");
    await server.stop();
    await relay.close();
    await place.remove();
  });
});
