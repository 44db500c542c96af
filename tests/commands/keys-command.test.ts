import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runCli } from "../support/cli.js";
import { createDatabasePlace, type TestDatabasePlace } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("colloquy keys", () => {
  let place: TestDatabasePlace;

  beforeAll(async () => {
    place = await createDatabasePlace();
    const { code } = await runCli(["migrate"], { DATABASE_URL: place.url });
    expect(code).toBe(0);
  });

  afterAll(() => place.remove());

  const keys = (...args: string[]) => runCli(["keys", ...args], { DATABASE_URL: place.url });

  test("are made, listed, rotated and revoked", async () => {
    expect((await keys("list")).stdout).toBe("There are no keys.\n");
    const made = await keys(
      "create",
      "--name",
      "Health Weekly",
      "--scopes",
      "content:read, explain",
      "--rate",
      "5000",
    );
    expect(made).toMatchObject({ code: 0, stderr: "" });
    const [line = "", bearer = ""] = made.stdout.split("\n");
    const [id = ""] = line.split("  ");
    expect(line).toMatch(
      /^key_[0-9a-f]{16} {2}Health Weekly {2}content:read explain {2}5000 a minute {2}from anywhere {2}made \S+Z {2}good$/,
    );
    expect(bearer).toMatch(/^authorization: Bearer clq_[0-9a-f]{16}_[\w-]{43}$/);
    const listed = await keys("list");
    expect(listed.stdout).toBe(`${line}\n`);

    const rotated = await keys("rotate", id, "--overlap", "2");
    expect(rotated).toMatchObject({ code: 0, stderr: "" });
    expect(rotated.stdout).toMatch(/good, with the secret before until \S+Z\nauthorization: Bearer clq_/);
    expect(rotated.stdout).not.toContain(bearer);

    const revoked = await keys("revoke", id);
    expect(revoked.stdout).toMatch(
      new RegExp(`^The key ${id} \\(Health Weekly\\) is revoked since \\S+Z\\.\n$`),
    );
    expect((await keys("revoke", id)).stdout).toBe(revoked.stdout);
    expect((await keys("list")).stdout).toMatch(/ {2}revoked \S+Z\n$/);
    expect(await keys("rotate", id)).toMatchObject({
      code: 1,
      stderr: `The key ${id} is revoked. Make another with keys create.\n`,
    });
  });

  test("that are not there are told so", async () => {
    const outcome = await keys("revoke", "key_0123456789abcdef");
    expect(outcome).toMatchObject({ code: 1, stdout: "" });
    expect(outcome.stderr).toBe(
      "There is no key key_0123456789abcdef; colloquy keys list shows those that are.\n",
    );
  });
});

describe("colloquy keys", () => {
  const keys = (...args: string[]) => runCli(["keys", ...args], { DATABASE_URL: "sqlite::memory:" });

  test.each([
    [["create"], "required option '--name <name>' not specified"],
    [["create", "--name", " "], "It takes 1 to 100 characters on one line."],
    [["create", "--name", "a", "--scopes", "content:write"], "It takes content:read, drafts:read, explain"],
    [["create", "--name", "a", "--rate", "0"], "It takes a whole number from 1 to 1000000000."],
    [
      ["create", "--name", "a", "--origins", "https://example.org/page"],
      "origins such as https://example.org",
    ],
    [["create", "--name", "a", "--expires", "tomorrow"], "It takes a day such as 2027-01-31"],
    [["rotate", "key_0", "--overlap", "721"], "from 0 to 720"],
    [["rotate"], "missing required argument 'id'"],
  ])("%j is wrong", async (args, message) => {
    const outcome = await keys(...args);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(message);
  });

  test("that would have expired already are refused", async () => {
    expect(await keys("create", "--name", "a", "--expires", "2020-01-01")).toMatchObject({
      code: 1,
      stderr: "--expires 2020-01-01T00:00:00.000Z is past already.\n",
    });
  });
});
