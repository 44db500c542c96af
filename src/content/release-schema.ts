import { constants } from "node:fs";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { StartupError } from "../errors.js";

/**
 * Keeps the committed SDL as that of a release, with which later ones are compared, and closes the list of its changes.
 *
 * @throws {StartupError} when that version was released before.
 */
export async function releaseSchema(folder: URL, version: string): Promise<void> {
  const release = new URL(`releases/${version}.graphql`, folder);
  try {
    await copyFile(new URL("schema.graphql", folder), release, constants.COPYFILE_EXCL);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new StartupError(
      `schema/releases/${version}.graphql is there: the schema of ${version} was released. Raise the version in package.json first.`,
    );
  }
  const changes = new URL("CHANGES.md", folder);
  const text = await readFile(changes, "utf8");
  await writeFile(changes, text.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version}`));
}
