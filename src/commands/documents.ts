import { readFile, rename, writeFile } from "node:fs/promises";
import { readConfig } from "../config.js";
import { createSchema } from "../content/schema.js";
import { StartupError } from "../errors.js";
import {
  collectOperations,
  type OperationFile,
  type TrustedOperation,
} from "../server/trusted-documents/collect-operations.js";
import { type Manifest, parseManifest } from "../server/trusted-documents/read-manifest.js";
import { print } from "./output.js";

/** Registers the operations of files in the manifest of trusted documents; those that are there stay as they are. */
export async function documentsAddCommand(paths: readonly string[]): Promise<void> {
  const { manifest: path } = readConfig().trustedDocuments;
  const files = await Promise.all(paths.map(readOperationFile));
  const operations = collectOperations(await createSchema(), files);
  const manifest = await readOrBegin(path);
  const added = operations.filter(({ id }) => !Object.hasOwn(manifest, id));
  if (added.length > 0) await save(path, manifest, added);
  for (const { id, name } of operations) {
    print(`${Object.hasOwn(manifest, id) ? "known" : "added"} ${name} sha256:${id}`);
  }
  print(`${path}: ${added.length} added, ${operations.length - added.length} known.`);
}

async function readOperationFile(path: string): Promise<OperationFile> {
  try {
    return { path, text: await readFile(path, "utf8") };
  } catch (error) {
    throw toFault(error, `Cannot read ${path}`);
  }
}

async function readOrBegin(path: string): Promise<Manifest> {
  try {
    return parseManifest(path, await readFile(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw toFault(error, `Cannot read ${path}`);
  }
}

/** A server that starts meanwhile reads the old manifest or the new one, never half of it. */
async function save(path: string, manifest: Manifest, added: readonly TrustedOperation[]): Promise<void> {
  const entries = [...Object.entries(manifest), ...added.map(({ id, text }) => [id, text] as const)];
  const text = `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
  parseManifest(path, text);
  const draft = `${path}.${process.pid}`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    throw toFault(error, `Cannot write ${path}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  EACCES: "this user may not do so",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};

function toFault(error: unknown, what: string): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  return reason === undefined ? error : new StartupError(`${what}: ${reason}.`, { cause: error });
}
