import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { errorCodes } from "../../src/errors.js";
import { defaultLimits } from "../../src/server/limits/limits.js";

const page = readFileSync(new URL("../../schema/errors.md", import.meta.url), "utf8");

/** The cells of every table row of the page; a code in its first cell tells which table it is. */
const rows = page
  .split("\n")
  .filter((line) => /^\| .* \|$/.test(line))
  .map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim()),
  );

const documented = rows.flatMap(([code = "", status, meaning, remedy]) => {
  const name = /^`([A-Z_]+)`$/.exec(code)?.[1];
  return name === undefined ? [] : [{ name, status: Number(status), meaning, remedy }];
});

describe("schema/errors.md", () => {
  test("lists exactly the codes of the server, in their order, with status and meaning", () => {
    const table = Object.entries(errorCodes).map(([name, { status, meaning }]) => ({
      name,
      status,
      meaning,
    }));
    expect(documented.map(({ remedy: _remedy, ...rest }) => rest)).toEqual(table);
  });

  test("says for every code what to do", () => {
    for (const { remedy } of documented) expect(remedy).toMatch(/^[A-Z].+\.$/);
  });

  test("names the limits that hold", () => {
    const maxima = rows.map(([, maximum]) => Number(maximum)).filter((maximum) => maximum > 0);
    const { depth, introspectionDepth, tokens, aliases, rootFields, bodyBytes, requestMilliseconds } =
      defaultLimits;
    expect(maxima.slice(documented.length)).toEqual([
      depth,
      introspectionDepth,
      tokens,
      aliases,
      10_000,
      rootFields,
      bodyBytes,
      requestMilliseconds / 1000,
    ]);
  });
});
