import { readFile, stat } from "node:fs/promises";
import type { GraphQLSchema } from "graphql";
import { z } from "zod";
import { StartupError } from "../../errors.js";
import { findFaults, parseTrusted } from "./check-document.js";
import { findIdFault } from "./document-id.js";

/** Ids of documents with their texts, as graphql-codegen's client preset and relay-compiler write them. */
export type Manifest = Readonly<Record<string, string>>;

export const maximumManifestBytes = 32 * 1024 ** 2;
const maximumDocuments = 10_000;
const maximumCharacters = 200_000;
/** More faults than anybody reads. */
const shownFaults = 50;

const manifestShape = z
  .record(z.string(), z.string().max(maximumCharacters, `has more than ${maximumCharacters} characters`), {
    error: "must be an object of ids with the texts of documents",
  })
  .refine(
    (documents) => Object.keys(documents).length <= maximumDocuments,
    `has more than ${maximumDocuments} documents`,
  );

/**
 * Reads a manifest of trusted documents.
 *
 * @throws {StartupError} with all that is wrong with it: ids that are not those of their documents, and documents that
 * the schema does not answer.
 */
export async function readManifest(path: string, schema: GraphQLSchema): Promise<Manifest> {
  const manifest = parseManifest(path, await readText(path));
  const faults = Object.entries(manifest).flatMap(([id, text]) => findEntryFaults(schema, id, text));
  if (faults.length > 0) throw faultyManifest(path, faults);
  return manifest;
}

/** @throws {StartupError} when the text is no manifest; its documents are not looked into. */
export function parseManifest(path: string, text: string): Manifest {
  const parsed = manifestShape.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  throw faultyManifest(
    path,
    parsed.error.issues.map(({ path: place, message }) => [...place, message].join(": ")),
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw faultyManifest(path, [`is not JSON: ${(error as Error).message}`]);
  }
}

function findEntryFaults(schema: GraphQLSchema, id: string, text: string): string[] {
  const idFault = findIdFault(id, text);
  const place = id.slice(0, 80);
  if (idFault !== undefined) return [`${place}: the id ${idFault}`];
  return findTextFaults(schema, text).map((fault) => `${place}: ${fault}`);
}

function findTextFaults(schema: GraphQLSchema, text: string): string[] {
  try {
    return findFaults(schema, parseTrusted(text)).map(({ message }) => message);
  } catch (error) {
    return [(error as Error).message];
  }
}

const readingFaults: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; `colloquy documents add` makes one",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  EACCES: "this user may not read it",
};

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maximumManifestBytes) {
      throw faultyManifest(path, [`has ${size} bytes; at most ${maximumManifestBytes} are read`]);
    }
    return await readFile(path, "utf8");
  } catch (error) {
    const reason = readingFaults[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw new StartupError(`Cannot read the trusted documents of ${path}: ${reason}.`, { cause: error });
  }
}

function faultyManifest(path: string, faults: readonly string[]): StartupError {
  const more = faults.length - shownFaults;
  const lines = faults.slice(0, shownFaults).map((fault) => `  ${fault}`);
  if (more > 0) lines.push(`  and ${more} more`);
  return new StartupError([`The trusted documents of ${path} are not in order:`, ...lines].join("\n"));
}
