import { describe, expect, test } from "@jest/globals";
import { findHarm } from "./support/harm.js";

const toAnswer = (message: string, more: object = {}) => ({
  status: 400,
  contentType: "application/json; charset=utf-8",
  text: JSON.stringify({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] }),
  ...more,
});

describe("harm", () => {
  test.each([
    ["SQL", toAnswer('SELECT "t1"."name" FROM "tag"')],
    ["a table", toAnswer("no such column: search_index.rank")],
    ["a key", toAnswer("post_row_id must not be null")],
    ["an engine", toAnswer("SqliteError: string or blob too big")],
    ["a message of PostgreSQL", toAnswer('invalid input syntax for type integer: "1.5"')],
    ["a stack", toAnswer("TypeError\n    at Object.read (planner.js)")],
    ["a place in a file", toAnswer("planner.ts:12:3")],
    ["a path", toAnswer(import.meta.dirname)],
    ["a fault", toAnswer("Internal server error", { status: 500 })],
    ["a fault in a part", toAnswer('"INTERNAL_SERVER_ERROR"'.replaceAll('"', ""), { status: 200 })],
    ["a page", toAnswer("", { contentType: "text/html" })],
    ["no JSON", toAnswer("", { text: "Bad Request" })],
  ])("is %s", (_what, answer) => {
    expect(findHarm(answer)).toBeDefined();
  });

  test("is none in what says what is wrong, and repeats what was sent", () => {
    expect(findHarm(toAnswer("' OR '1'='1 is not a slug; select another."))).toBeUndefined();
  });
});
