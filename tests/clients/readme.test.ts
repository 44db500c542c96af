import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";

const here = new URL("./", import.meta.url);

/** Lines without their indentation, as one text. */
function unindent(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

async function readTestedCode(): Promise<string[]> {
  const files = (await readdir(here, { recursive: true })).filter((file) => /\.(?:ts|json)$/.test(file));
  return await Promise.all(files.map(async (file) => unindent(await readFile(new URL(file, here), "utf8"))));
}

test("what the README tells clients to write is what the tests here run", async () => {
  const readme = await readFile(new URL("../../README.md", here), "utf8");
  const section = /^## Clients\n[\s\S]*?(?=^## )/m.exec(readme)?.[0] ?? "";
  const blocks = [...section.matchAll(/```(?:ts|json)\n([\s\S]*?)```/g)].map((match) =>
    unindent(match[1] ?? ""),
  );
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  const code = await readTestedCode();
  for (const block of blocks) {
    expect({ block, isTested: code.some((text) => text.includes(block)) }).toEqual({ block, isTested: true });
  }
});
