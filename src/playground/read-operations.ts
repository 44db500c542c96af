import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PlaygroundOperation } from "./playground-routes.js";

/** The example operations, in the order of their file names: `01-post-page.graphql` is the example `post-page`. */
export async function readOperations(): Promise<PlaygroundOperation[]> {
  const folder = fileURLToPath(new URL("../../schema/operations/", import.meta.url));
  const files = (await readdir(folder)).filter((file) => file.endsWith(".graphql")).sort();
  return await Promise.all(
    files.map(async (file) => ({
      name: file.replace(/^\d+-/, "").replace(/\.graphql$/, ""),
      document: await readFile(join(folder, file), "utf8"),
    })),
  );
}
