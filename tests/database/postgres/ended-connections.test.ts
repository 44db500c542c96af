import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { openDatabase } from "../../../src/database/database.js";
import { StartupError } from "../../../src/errors.js";
import { describeOn } from "../../support/describe-each-database.js";

/** A message of PostgreSQL's protocol: its letter, its length without that, and what it says. */
function toMessage(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}

const welcome = Buffer.concat([toMessage("R", Buffer.alloc(4)), toMessage("Z", Buffer.from("I"))]);
const farewell = toMessage(
  "E",
  Buffer.from("SFATAL\0C57P01\0Mterminating connection because of unexpected postmaster exit\0\0"),
);

describeOn("PostgreSQL", "a server that ends each connection in the breath that opens it", () => {
  test("is an error in words, and ends no process", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      // In one piece: nothing else runs between the two.
      socket.once("data", () => socket.end(Buffer.concat([welcome, farewell])));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const failure = openDatabase({ url: `postgres://someone@127.0.0.1:${port}/content`, entities });
    await expect(failure).rejects.toThrow(StartupError);
    await expect(failure).rejects.toThrow(/Cannot open the database .*: the server ended the connection/);
    server.close();
  });
});
