import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { listChildren } from "../../support/postgres/postgres-server.js";

test("a process without children has none to be signalled, not this one's group", async () => {
  const alone = spawn("sleep", ["60"]);
  const { pid = 0 } = alone;
  expect(await listChildren(pid)).toEqual([]);
  expect(await listChildren(process.pid)).toContain(pid);
  alone.kill();
  await once(alone, "exit");
});
