import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PlaygroundOperation } from "./playground-routes.js";

const operationsFolder = fileURLToPath(new URL("../../schema/operations/", import.meta.url));

/** The example operations, in the order of their file names: `01-post-page.graphql` is the example `post-page`. */
export async function readOperations(folder = operationsFolder): Promise<PlaygroundOperation[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".graphql")).sort();
  return await Promise.all(
    files.map(async (file) => ({
      name: file.replace(/^\d+-/, "").replace(/\.graphql$/, ""),
      document: await readFile(join(folder, file), "utf8"),
    })),
  );
}
