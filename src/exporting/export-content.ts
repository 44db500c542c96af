import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { EntityManager } from "typeorm";
import type { Database } from "../database/database.js";
import { StartupError } from "../errors.js";
import { findLayout, type NodeFile, renderNodeFile } from "./node-file.js";
import { toPostFile } from "./post-file.js";
import { readFormerSlugs } from "./read-former-slugs.js";
import { readNamedNodes } from "./read-named-nodes.js";
import { readPostPages } from "./read-posts.js";

export interface ExportOptions {
  database: Database;
  /** New or empty; it is filled whole or not at all. */
  folder: string;
  onProgress?: (count: number) => void;
}

/**
 * Writes all content as files, the same content as the same bytes; gives their number.
 *
 * @throws {StartupError} when the folder holds something, or cannot be written.
 */
export async function exportContent({ database, folder, onProgress }: ExportOptions): Promise<number> {
  const target = resolve(folder);
  try {
    await refuseFilledFolder(target, folder);
    await mkdir(dirname(target), { recursive: true });
    const partial = join(dirname(target), `.${basename(target)}-${process.pid}`);
    await mkdir(partial);
    try {
      const count = await database.source.transaction("SERIALIZABLE", (manager) =>
        writeFiles(manager, partial, onProgress ?? (() => undefined)),
      );
      await rmdir(target).catch(ignoreAbsence);
      await rename(partial, target);
      return count;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  } catch (error) {
    throw toStartupError(error, folder);
  }
}

async function writeFiles(
  manager: EntityManager,
  folder: string,
  onProgress: (count: number) => void,
): Promise<number> {
  let count = 0;
  const folders = new Set<string>();
  const formerSlugs = await readFormerSlugs(manager);
  for await (const file of readFiles(manager)) {
    const path = join(folder, findLayout(file.type)?.folder ?? "");
    if (!folders.has(path)) await mkdir(path);
    folders.add(path);
    await writeFile(join(path, `${file.slug}.md`), renderNodeFile(file, formerSlugs.get(file.id)));
    count += 1;
    onProgress(count);
  }
  return count;
}

async function* readFiles(manager: EntityManager): AsyncGenerator<NodeFile> {
  yield* readNamedNodes(manager);
  for await (const page of readPostPages(manager)) {
    for (const post of page.posts) yield toPostFile(page, post);
  }
}

async function refuseFilledFolder(target: string, folder: string): Promise<void> {
  const names = await readdir(target).catch(ignoreAbsence);
  if (!names || names.length === 0) return;
  throw new StartupError(
    `The folder ${folder} is not empty. Export into a new or empty folder: files of an older export would mix with the new ones.`,
  );
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  EBUSY: "the folder is in use; choose one inside it",
};

function toStartupError(error: unknown, folder: string): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  if (reason === undefined) return error;
  return new StartupError(`Cannot export to ${folder}: ${reason}. Nothing was written.`, { cause: error });
}
