import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { type FileLayout, layouts } from "../../content/content-file-layout.js";
import type { Problem } from "../problem.js";

export interface ListedFile {
  path: string;
  layout: FileLayout;
}

export interface FolderListing {
  files: ListedFile[];
  problems: Problem[];
}

export const maximumFileBytes = 5 * 1024 * 1024;

/**
 * The content files of a folder, nouns that others refer to first, by name within a noun; and what else lies there.
 *
 * Hidden files are left alone. A symbolic link is followed only when it stays within the folder.
 */
export async function listContentFiles(folder: string): Promise<FolderListing> {
  const listing: FolderListing = { files: [], problems: [] };
  const root = await realpath(folder);
  const names = await listNames(folder);
  for (const name of names) {
    if (layouts.some((layout) => layout.folder === name)) continue;
    const message = `unknown file or folder; content lies in ${layouts.map((layout) => layout.folder).join(", ")}`;
    listing.problems.push({ source: join(folder, name), code: "SYNTAX", message });
  }
  for (const layout of layouts.filter((candidate) => names.includes(candidate.folder))) {
    await listNounFolder(listing, root, { path: join(folder, layout.folder), layout });
  }
  return listing;
}

async function listNounFolder(
  listing: FolderListing,
  root: string,
  { path, layout }: ListedFile,
): Promise<void> {
  const refuse = (source: string, fault: Fault) => listing.problems.push({ source, ...fault });
  const folderFault = await findFault(path, root, "directory");
  if (folderFault) {
    refuse(path, folderFault);
    return;
  }
  for (const name of await listNames(path)) {
    const file = join(path, name);
    const fault = name.endsWith(".md") ? await findFault(file, root, "file") : unknownExtension;
    if (fault) refuse(file, fault);
    else listing.files.push({ path: file, layout });
  }
}

/** Names in the order of their code units, so that every machine lists them alike. */
async function listNames(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => !name.startsWith(".")).sort((a, b) => (a < b ? -1 : 1));
}

type Fault = Pick<Problem, "code" | "message">;

const unknownExtension: Fault = { code: "SYNTAX", message: "unknown kind of file; content files end in .md" };

async function findFault(path: string, root: string, kind: "file" | "directory"): Promise<Fault | undefined> {
  if ((await lstat(path)).isSymbolicLink() && !(await staysWithin(path, root))) {
    return { code: "SYNTAX", message: "a symbolic link that leads out of the folder is not followed" };
  }
  const found = await stat(path);
  if (kind === "directory" ? !found.isDirectory() : !found.isFile()) {
    return { code: "SYNTAX", message: `must be a ${kind === "directory" ? "folder" : "file"}` };
  }
  if (kind === "directory" || found.size <= maximumFileBytes) return undefined;
  const message = `the file has ${found.size} bytes; a content file may have at most ${maximumFileBytes}`;
  return { code: "TOO_LARGE", message };
}

async function staysWithin(path: string, root: string): Promise<boolean> {
  try {
    return (await realpath(path)).startsWith(root + sep);
  } catch {
    return false;
  }
}
