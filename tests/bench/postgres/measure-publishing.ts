import { createReadStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ensureLines, folder } from "../databases.js";
import { runProgram } from "../programs.js";
import { renderTable, withCommas } from "../report/render-results.js";
import { median } from "../statistics.js";
import { queryOnce } from "./postgres.js";

const repetitions = 7;
const slugPrefix = "bench-published-";

/** Seconds that an operator waits for `import` of one new post; what of it is the start of the program, one without posts tells. */
export async function measurePublishing(
  urls: readonly string[],
  sizes: readonly number[],
  seed: number,
): Promise<string[]> {
  const times = { publish: urls.map((): number[] => []), nothing: urls.map((): number[] => []) };
  const posts = await Promise.all(
    sizes.map(async (size) => readFirstPost(await ensureLines({ posts: size, seed, isFresh: false }))),
  );
  for (let round = 0; round < repetitions; round += 1) {
    for (const [place, url] of urls.entries()) {
      const line = JSON.stringify({ ...posts[place], slug: `${slugPrefix}${round}` });
      times.nothing[place]?.push(await importText(url, ""));
      times.publish[place]?.push(await importText(url, line));
    }
  }
  for (const url of urls) await queryOnce(url, `DELETE FROM post WHERE slug LIKE '${slugPrefix}%'`);
  const rows = urls.map((_, place) => {
    const [publish, nothing] = [median(times.publish[place] ?? []), median(times.nothing[place] ?? [])];
    return [
      withCommas(sizes[place] ?? 0),
      ...[publish, nothing, publish - nothing].map((seconds) => (seconds * 1_000).toFixed(0)),
    ];
  });
  return [
    `Publishing one new post by \`colloquy import\`, median of ${repetitions}:`,
    "",
    ...renderTable(["posts", "whole command, ms", "the same without a post, ms", "difference, ms"], rows),
  ];
}

async function importText(url: string, text: string): Promise<number> {
  const file = join(folder, `publish-${process.pid}.jsonl`);
  await writeFile(file, text);
  try {
    return (await runProgram(["dist/cli.js", "import", file], { DATABASE_URL: url })).seconds;
  } finally {
    await rm(file);
  }
}

async function readFirstPost(file: string): Promise<Record<string, unknown>> {
  const input = createReadStream(file);
  for await (const line of createInterface({ input })) {
    if (!line.startsWith('{"type":"post"')) continue;
    input.destroy();
    return JSON.parse(line);
  }
  throw new Error(`${file} has no post.`);
}
