import { expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { openDatabase } from "../../../src/database/database.js";
import type { ServerNotice } from "../../../src/database/dialects/dialect.js";
import { startBuiltServer } from "../../support/built-server.js";
import { createDatabasePlace } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { Relay } from "../../support/postgres/relay.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "the log", () => {
  test("tells once of many reads that the server refused for what it lacks", async () => {
    const notices: ServerNotice[] = [];
    const place = await createDatabasePlace("PostgreSQL");
    const url = Object.assign(new URL(place.url), {
      search: "?options=-c%20temp_file_limit%3D64kB%20-c%20work_mem%3D64kB",
    });
    const database = await openDatabase({
      url: url.href,
      entities,
      onNotice: (notice) => notices.push(notice),
    });
    const text =
      "SELECT CAST(max(x) AS text) FROM (SELECT x FROM generate_series(1, 200000) AS x ORDER BY md5(CAST(x AS text)) OFFSET 9) AS sorted";
    for (let time = 0; time < 2; time += 1)
      await expect(database.reader.read({ text, cost: 1 }, [])).rejects.toThrow(/lacks room on its disk/);
    expect(notices).toEqual([
      {
        level: "warn",
        role: "primary",
        server: url.host,
        message: expect.stringMatching(/lacks: .* raise its temp_file_limit/),
      },
    ]);
    await database.close();
    await place.remove();
  });

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
