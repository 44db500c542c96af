import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { openDatabase } from "../../../src/database/database.js";
import { StartupError } from "../../../src/errors.js";
import { describeOn } from "../../support/describe-each-database.js";
import { toMessage, toRefusal } from "./support/messages.js";

const welcome = Buffer.concat([toMessage("R", Buffer.alloc(4)), toMessage("Z", Buffer.from("I"))]);
const farewell = toRefusal("57P01", "terminating connection because of unexpected postmaster exit");

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
