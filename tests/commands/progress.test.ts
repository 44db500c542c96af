import { expect, test } from "@jest/globals";
import { Progress } from "../../src/commands/progress.js";

function record(isTTY: boolean) {
  const written: string[] = [];
  return { written, terminal: { isTTY, write: (text: string) => written.push(text) > 0 } };
}

test("a terminal sees one line that is rewritten and taken away", () => {
  const { written, terminal } = record(true);
  const progress = new Progress("content", terminal);
  for (let count = 1; count <= 1_000; count++) progress.update(count);
  progress.end();
  expect(written[0]).toBe("\rcontent: 1\u001b[K");
  expect(written.length).toBeLessThan(1_000);
  expect(written.at(-1)).toBe("\r\u001b[K");
  expect(written.join("")).not.toContain("\n");
});

test("anything else gets a line per 10,000", () => {
  const { written, terminal } = record(false);
  const progress = new Progress("content", terminal);
  for (let count = 1; count <= 25_000; count++) progress.update(count);
  progress.end();
  expect(written).toEqual(["content: 10000\n", "content: 20000\n"]);
});
