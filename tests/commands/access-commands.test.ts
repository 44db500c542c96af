import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { verifyPreview } from "../../src/access/preview-token.js";
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
    expect(rotated.stdout).toMatch(/\nThe secret before it is good until \S+Z\.\n$/);
    expect(rotated.stdout).not.toContain(bearer);

    const early = await keys("rotate", id);
    expect(early).toMatchObject({ code: 1, stdout: "" });
    expect(early.stderr).toMatch(
      / is good until \S+Z\. Rotate again after that, or end it now with --force\.\n$/,
    );
    const forced = await keys("rotate", id, "--force", "--overlap", "0");
    expect(forced.stdout).toMatch(/ {2}good\nauthorization: Bearer clq_/);
    expect(forced.stdout).toMatch(/\nThe secret before it is good no more\.\n$/);

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
    [["create", "--name", "a", "--scopes", ","], "It takes content:read, drafts:read, explain"],
    [
      ["create", "--name", "a", "--scopes", "explain,drafts:read"],
      "A key reads nothing without content:read: give content:read,explain,drafts:read.",
    ],
    ...["0", "-5", "1.5", "1000000001"].map((rate): [string[], string] => [
      ["create", "--name", "a", "--rate", rate],
      "It must be a whole number from 1 to 1000000000.",
    ]),
    [
      ["create", "--name", "a", "--origins", "https://example.org/page"],
      "origins such as https://example.org",
    ],
    ...["tomorrow", "2027-02-31", "2027-02-29T12:00:00Z", "2027-13-01", "2027-01-31T24:00:00Z"].map(
      (day): [string[], string] => [
        ["create", "--name", "a", "--expires", day],
        "It takes a day such as 2027-01-31",
      ],
    ),
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

describe("colloquy preview", () => {
  const secret = "a secret of more than 32 characters";
  const content = (folder: string) => ({
    DATABASE_URL: `sqlite:${join(folder, "test.sqlite")}`,
    PREVIEW_SECRET: secret,
  });

  test("prints a token for a draft", async () => {
    const place = await createDatabasePlace("SQLite");
    try {
      const file = join(place.folder, "draft.jsonl");
      const draft = { type: "post", slug: "draft", title: "Draft", status: "DRAFT", tags: [], blocks: [] };
      await writeFile(file, JSON.stringify(draft));
      expect((await runCli(["import", file], content(place.folder))).code).toBe(0);
      const { code, stdout } = await runCli(["preview", "draft", "--hours", "2"], content(place.folder));
      expect(code).toBe(0);
      const [, token = ""] =
        /^authorization: Bearer (\S+)\nIt shows the post draft until \S+Z\.\n$/.exec(stdout) ?? [];
      const { grant } = verifyPreview(token, secret, new Date().toISOString());
      expect(grant?.postId).toMatch(/^post_/);
      const left = Date.parse(grant?.expiresAt ?? "") - Date.now();
      expect(Math.round(left / 3_600_000)).toBe(2);
      expect(await runCli(["preview", "none"], content(place.folder))).toMatchObject({
        code: 1,
        stderr: "There is no post none.\n",
      });
    } finally {
      await place.remove();
    }
  });

  test("needs the secret, and takes at most a day", async () => {
    expect(await runCli(["preview", "draft"], { DATABASE_URL: "sqlite::memory:" })).toMatchObject({
      code: 1,
      stderr: "Set PREVIEW_SECRET as the server has it: tokens are signed with it.\n",
    });
    for (const hours of ["0", "25"]) {
      const outcome = await runCli(["preview", "draft", "--hours", hours], {});
      expect(outcome.code).toBe(2);
      expect(outcome.stderr).toContain("from 1 to 24");
    }
  });
});
