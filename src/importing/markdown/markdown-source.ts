import { open, readFile } from "node:fs/promises";
import type { ContentSource, SourceItem } from "../content-source.js";
import { toReadingProblem } from "../file-faults.js";
import { type FolderListing, type ListedFile, listContentFiles } from "./list-content-files.js";
import { parseNodeFile } from "./parse-node-file.js";

/** A folder of Markdown files, one per node; ordinals are places in the list of files. */
export function markdownSource(folder: string): ContentSource {
  let listing: Promise<FolderListing> | undefined;
  return {
    async *items(only) {
      listing ??= listContentFiles(folder);
      const { files, problems } = await listing;
      if (problems.length > 0 && !only) yield { ordinal: -1, problems };
      for (const ordinal of await orderFiles(files, only)) {
        const file = files[ordinal];
        if (file) yield await readItem(file, ordinal);
      }
    },
  };
}

/** Ordinals of the wanted files, those with an id first. */
async function orderFiles(files: readonly ListedFile[], only?: ReadonlySet<number>): Promise<number[]> {
  const withId: number[] = [];
  const withoutId: number[] = [];
  for (const [ordinal, file] of files.entries()) {
    if (only && !only.has(ordinal)) continue;
    const list = (await hasId(file)) ? withId : withoutId;
    list.push(ordinal);
  }
  return [...withId, ...withoutId];
}

/** Front matter is short: an id stands within the first bytes of the file. */
const headBytes = 4_096;

async function hasId({ path }: ListedFile): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.toString("latin1", 0, bytesRead);
    const [, frontMatter = ""] = head.split(/^(?:\xef\xbb\xbf)?---[ \t\r]*$/m, 2);
    return /^id[ \t]*:/m.test(frontMatter);
  } finally {
    await file.close();
  }
}

async function readItem({ path, layout }: ListedFile, ordinal: number): Promise<SourceItem> {
  try {
    return { ordinal, ...parseNodeFile(await readFile(path), path, layout) };
  } catch (error) {
    return { ordinal, problems: [toReadingProblem(path, error)] };
  }
}
