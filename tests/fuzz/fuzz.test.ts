import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";

const root = resolve(import.meta.dirname, "../..");

test("fuzzing without PostgreSQL says that, and why", () => {
  const { TEST_POSTGRES_URL: _, ...environment } = process.env;
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--import", "tsx", "tests/fuzz/fuzz.ts", "--count", "3", "--seed", "1"],
    { cwd: root, env: { ...environment, TEST_POSTGRES_ABSENCE: "nobody wants it" }, encoding: "utf8" },
  );
  expect(stdout).toContain(
    "both exits of SQLite alone (PostgreSQL is not there: nobody wants it): seed 1, operations 0 to 3",
  );
  expect(status).toBe(0);
});
