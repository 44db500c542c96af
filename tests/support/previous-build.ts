import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** The program as it was before its newest migration, built. */
export interface PreviousBuild {
  /** Where its `dist`, its `seeds` and its `schema` lie. */
  folder: string;
  remove(): Promise<void>;
}

/** The last commit without the newest migration; undefined where the history does not reach so far. */
export function findPreviousCommit(): string | undefined {
  try {
    const [newest = ""] = git(
      "log",
      "--diff-filter=A",
      "--format=%H",
      "--",
      ":(glob)src/database/migrations/*/*[0-9]-*.ts",
    ).split("\n");
    return git("rev-parse", "--verify", "--quiet", `${newest}^`).trim();
  } catch {
    return undefined;
  }
}

/** Builds what a commit holds, with the packages of today; the playground, which no migration touches, is left out. */
export async function buildCommit(commit: string): Promise<PreviousBuild> {
  const folder = await mkdtemp(join(tmpdir(), "colloquy-previous-"));
  const archive = git(
    "archive",
    "--format=tar",
    commit,
    "src",
    "schema",
    "seeds",
    "package.json",
    "tsconfig.json",
  );
  execFileSync("tar", ["-x", "-C", folder], { input: Buffer.from(archive, "latin1") });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

function git(...args: string[]): string {
  return execFileSync("git", args, {
    cwd: root,
    encoding: "latin1",
    maxBuffer: 1e9,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
