import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import type { BuiltServer } from "../../support/built-server.js";
import { runCli } from "../../support/cli.js";
import { expert } from "../../support/content.js";

/** Gives the expert `thomas-kim` another title while the server runs, as an editor's import does. */
export async function changeTitle({ databaseUrl }: BuiltServer, title: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "colloquy-clients-"));
  const path = join(folder, "expert.jsonl");
  await writeFile(path, JSON.stringify(expert("thomas-kim", { name: "Thomas Kim", title })));
  const outcome = await runCli(["import", path], { DATABASE_URL: databaseUrl });
  await rm(folder, { recursive: true });
  expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: "" });
}
