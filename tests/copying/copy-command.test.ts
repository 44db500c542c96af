import { afterEach, describe, expect, test } from "@jest/globals";
import { checkDatabase } from "../../src/database/database.js";
import { runCli } from "../support/cli.js";
import { importValues, tag } from "../support/content.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";
import { breakOff, Copies } from "./support/copies.js";
import { dump } from "./support/dump.js";
import { Pooler } from "./support/pooler.js";

const copies = new Copies();
afterEach(() => copies.close());

describeEachDatabase("colloquy copy", (engine) => {
  test("lists what it copied, shows how far it is, and ends with 0", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await importValues(
      source,
      Array.from({ length: 5_000 }, (_, index) => tag(`more-${index}`)),
    );
    const { code, stdout, stderr } = await runCli(["copy", "--from", source.url, "--to", target.url]);
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(-3)).toEqual([
      expect.stringMatching(/^change_log: 5065 rows, the same \(sha256 [0-9a-f]{12}\)$/),
      "Copied; every row is the same.",
      "",
    ]);
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(/^rows copied: 1\d{4}$/),
      expect.stringMatching(/^rows compared: 1\d{4}$/),
      expect.stringMatching(/^rows compared: 2\d{4}$/),
      expect.stringMatching(/^rows compared: 3\d{4}$/),
      "",
    ]);
    expect(await dump(target)).toEqual(await dump(source));
  });

  test("ends with 1 when the copy differs, and says what to do", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await breakOff(source, target);
    await target.source.query("UPDATE tag SET name = 'Spoilt' WHERE slug = 'tag-3'");
    const copy = () => runCli(["copy", "--from", source.url, "--to", target.url]);
    const { code, stdout } = await copy();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^tag: 20 rows \(sha256 \w+\), but 20 in the copy \(\w+\)$/m);
    expect(stdout).toMatch(/^The copy differs from its source. Run it again, which begins anew/m);
    expect((await copy()).code).toBe(0);
    expect(await checkDatabase(target)).toEqual([]);
  });
});

describe("colloquy copy", () => {
  test("ends with 2 when an option is missing or names no database", async () => {
    const url = "sqlite:data/colloquy.sqlite";
    for (const args of [
      ["--from", url],
      ["--from", url, "--to", "oracle:secret-word"],
      ["--from", "postgres://u:secret-word@/x", "--to", url],
      ["--from", url, "--to", url],
      ["--from", url, "--to", "sqlite::memory:"],
    ]) {
      const { code, stdout, stderr } = await runCli(["copy", ...args]);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
      expect(stderr).not.toContain("secret-word");
    }
  });

  test("never prints a password", async () => {
    const source = await copies.openFilled("SQLite");
    const wrong = "postgres://someone:secret-word@127.0.0.1:1/nothing";
    for (const [from, to] of [
      [wrong, source.url],
      [source.url, wrong],
    ] as const) {
      const { code, stdout, stderr } = await runCli(["copy", "--from", from, "--to", to]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/someone@127.0.0.1:1\/nothing.*no server listens there/);
      expect(stderr).not.toMatch(/secret-word|only-for-tests/);
    }
  });
});

describeEachDatabase("colloquy doctor", (engine) => {
  test("says that a database is a part of a copy, and ends with 1", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await breakOff(source, target);
    // As an upgrade leaves it that comes between two runs of the copy.
    await target.source.query("DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)");
    expect(await runCli(["doctor"], { DATABASE_URL: target.url })).toEqual({
      code: 1,
      stdout:
        "schema (1):\n  database: The database holds a part of a copy. Run the same `colloquy copy` again to complete it.\n" +
        "The graph is not consistent: 1 fault.\n",
      stderr: "",
    });
  });
});

describeOn("PostgreSQL", "behind a pooler", (engine) => {
  test("copy and doctor ask for no settings where prepared statements are off", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    const pooler = await Pooler.start(source.url);
    try {
      const [from, to] = [pooler.urlOf(source.url), pooler.urlOf(target.url)];
      const copy = (environment: NodeJS.ProcessEnv) =>
        runCli(["copy", "--from", from, "--to", to], environment);
      const doctor = (environment: NodeJS.ProcessEnv) =>
        runCli(["doctor"], { DATABASE_URL: to, ...environment });
      const off = { DATABASE_PREPARED_STATEMENTS: "off" };
      expect(await copy({})).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("set DATABASE_PREPARED_STATEMENTS to off"),
      });
      expect(await copy(off)).toMatchObject({ code: 0, stderr: "" });
      expect((await doctor({})).code).toBe(1);
      expect(await doctor(off)).toMatchObject({ code: 0, stderr: "" });
    } finally {
      await pooler.stop();
    }
  });
});
