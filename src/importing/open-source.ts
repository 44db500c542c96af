import { stat } from "node:fs/promises";
import { extname } from "node:path";
import type { EntityManager } from "typeorm";
import { findFileProblem } from "./file-faults.js";
import type { Format } from "./formats.js";
import type { OpenedSource } from "./import-content.js";

const formatsByExtension: ReadonlyMap<string, Format> = new Map([
  [".jsonl", "jsonl"],
  [".txt", "article"],
]);

/** The format that a path looks like: a folder is Markdown, a file goes by its extension. */
export async function guessFormat(path: string): Promise<Format | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return "markdown";
  return formatsByExtension.get(extname(path).toLowerCase()) ?? (found ? undefined : "markdown");
}

/** Opens a path in one of the formats, whose reader is loaded then; an article is fitted to what is in the database. */
export async function openPath(manager: EntityManager, path: string, format: Format): Promise<OpenedSource> {
  if (format === "article")
    return await (await import("./articles/open-article.js")).openArticle(manager, path);
  const isFolder = format === "markdown";
  const problem = await findFileProblem(path, isFolder ? "folder" : "file");
  if (problem) return { problems: [problem] };
  if (isFolder) return { source: (await import("./markdown/markdown-source.js")).markdownSource(path) };
  return { source: (await import("./jsonl/jsonl-source.js")).jsonlSource(path) };
}
