import { readFileSync } from "node:fs";
import { maxHeaderSize } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.js";
import { errorCodes } from "../../src/errors.js";
import { maximumOrderKeys, maximumPageSize } from "../../src/graph/page.js";
import {
  maximumFilterObjects,
  maximumVariableDepth,
  maximumVariableObjects,
} from "../../src/planner/input-size.js";
import { maximumFilterDepth, maximumListedValues } from "../../src/planner/plan-where.js";
import { maximumUrlLength } from "../../src/planner/site-address.js";
import { maximumIntrospection } from "../../src/server/introspection/schema-answer.js";
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

  const limitRows = rows
    .map(([, maximum, , variable = ""]) => ({
      maximum: Number(maximum),
      variable: variable.replaceAll("`", ""),
    }))
    .filter(({ maximum }) => maximum > 0)
    .slice(documented.length);

  test("names the limits that hold", () => {
    const { depth, introspectionDepth, tokens, aliases, rootFields, cost, bodyBytes, requestMilliseconds } =
      defaultLimits;
    expect(limitRows.map(({ maximum }) => maximum)).toEqual([
      depth,
      introspectionDepth,
      tokens,
      aliases,
      cost,
      maximumIntrospection,
      rootFields,
      bodyBytes,
      requestMilliseconds,
    ]);
  });

  test("names the limits that nothing moves", () => {
    const paragraph = /^These bound a request[\s\S]*?\n\n/m.exec(page)?.[0] ?? "";
    const numbers = [...paragraph.matchAll(/\d+/g)].map(([number]) => Number(number));
    expect(numbers).toEqual([
      maximumPageSize,
      maximumOrderKeys,
      maximumFilterDepth,
      maximumListedValues,
      maximumFilterObjects,
      maximumVariableDepth,
      maximumVariableObjects,
      maximumUrlLength,
      maxHeaderSize,
    ]);
  });

  const movable = limitRows.filter(({ variable }) => variable !== "nothing");

  test("names a variable for each limit that the environment moves", () => {
    expect(new Set(movable.map(({ variable }) => variable)).size).toBe(
      Object.keys(readConfig({}).limits).length,
    );
  });

  test.each(movable)("says rightly that $variable moves $maximum", ({ maximum, variable }) => {
    const defaults = Object.entries(readConfig({}).limits);
    const moved = Object.entries(readConfig({ [variable]: String(maximum - 1) }).limits);
    const changed = moved.filter(([, value], index) => value !== defaults[index]?.[1]);
    expect(changed.map(([, value]) => value)).toEqual([maximum - 1]);
  });
});
