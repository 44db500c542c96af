import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StartupError } from "../errors.js";
import { type GenerateOptions, generateContent } from "../generating/generate-content.js";

interface GenerateCommandOptions extends GenerateOptions {
  out?: string;
}

/** Writes one line per node, as fast as they are taken; a reader that goes away ends the work without a fault. */
export async function generateCommand({ out, ...options }: GenerateCommandOptions): Promise<void> {
  const lines = Readable.from(generateLines(options));
  try {
    if (out === undefined) await pipeline(lines, process.stdout as Writable, { end: false });
    else await pipeline(lines, createWriteStream(out));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (out === undefined && code === "EPIPE") return;
    const reason = writeFailures[code ?? ""];
    if (reason === undefined) throw error;
    throw new StartupError(`Cannot write ${out ?? "to standard output"}: ${reason}.`, { cause: error });
  }
}

const writeFailures: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  EACCES: "this user may not write it",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};

const charactersPerChunk = 65_536;

function* generateLines(options: GenerateOptions): Generator<string> {
  let chunk = "";
  for (const node of generateContent(options)) {
    chunk += `${JSON.stringify(node)}\n`;
    if (chunk.length < charactersPerChunk) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}
