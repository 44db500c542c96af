import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import pg from "pg";
import { until } from "../../database/postgres/support/until.js";
import { describeOn } from "../describe-each-database.js";

const module = resolve(import.meta.dirname, "postgres-server.ts");

/** Starts a server, says where it is, and stands by it. */
const script = `
const { PostgresServer } = await import(process.argv[1]);
const server = await PostgresServer.create();
console.log(JSON.stringify({ url: server.url(), folder: server.folder }));
setInterval(() => {}, 1000);
`;

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  // The server ends it while it is open.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

describeOn("PostgreSQL", "a server that the tests started", () => {
  test("ends with them, and leaves no folder, when they are killed", async () => {
    const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, module], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(parent.stdout, "data");
    const { url, folder } = JSON.parse(String(line));
    try {
      expect([await answers(url), existsSync(folder)]).toEqual([true, true]);
      const exited = once(parent, "exit");
      parent.kill("SIGKILL");
      await exited;
      await until(async () => !existsSync(folder) && !(await answers(url)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
