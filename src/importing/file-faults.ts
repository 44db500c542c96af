import { access, constants, stat } from "node:fs/promises";
import type { Problem } from "./problem.js";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  EISDIR: "it is a folder, not a file",
  ELOOP: "its symbolic links lead in a circle",
  EMFILE: "too many files are open",
};

/** The problem with a file that cannot be read; any other error is thrown on. */
export function toReadingProblem(source: string, error: unknown): Problem {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  if (reason === undefined) throw error;
  return { source, code: "UNREADABLE", message: `cannot be read: ${reason}` };
}

/** Why a path is not what a format needs, or undefined when it is. */
export async function findFileProblem(
  source: string,
  kind: "file" | "folder",
  maximumBytes = Number.POSITIVE_INFINITY,
): Promise<Problem | undefined> {
  try {
    const found = await stat(source);
    const isRight = kind === "file" ? found.isFile() : found.isDirectory();
    if (!isRight) return { source, code: "UNREADABLE", message: `must be a ${kind}` };
    await access(source, constants.R_OK);
    if (found.size <= maximumBytes || kind === "folder") return undefined;
    const message = `has ${found.size} bytes; at most ${maximumBytes} are read`;
    return { source, code: "TOO_LARGE", message };
  } catch (error) {
    return toReadingProblem(source, error);
  }
}
