import { chmod, mkdtemp, readFile, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Caretaker } from "./postgres/caretaker.js";

/** Where Linux keeps files in memory. */
const memory = "/dev/shm";

/** Several times what all tests have at once. */
const roomyBytes = 6 * 1024 ** 3;

/**
 * A folder in memory that goes away with this process, for files that nobody misses; undefined where there is none with
 * much room.
 *
 * Making and dropping databases is making and removing hundreds of files, which takes a disk ten times as long.
 */
export async function createMemoryFolder(): Promise<string | undefined> {
  if (!(await isRoomy()) || (await refusesPrograms())) return undefined;
  const folder = await mkdtemp(join(memory, "colloquy-tests-"));
  // PostgreSQL's user goes through it.
  await chmod(folder, 0o755);
  Caretaker.appoint(folder);
  return folder;
}

async function isRoomy(): Promise<boolean> {
  const found = await statfs(memory).catch(() => undefined);
  if (!found || found.bavail * found.bsize < roomyBytes) return false;
  return process.availableMemory() > roomyBytes;
}

/** PostgreSQL's programs may be copied to where its data are. */
async function refusesPrograms(): Promise<boolean> {
  const mounts = await readFile("/proc/self/mounts", "utf8").catch(() => "");
  const options = mounts.split("\n").findLast((line) => line.split(" ")[1] === memory);
  return options === undefined || /\bnoexec\b/.test(options);
}
