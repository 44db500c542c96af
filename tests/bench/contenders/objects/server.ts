import "reflect-metadata";
import { readConfig } from "../../../../src/config.js";
import { entities } from "../../../../src/content/nouns.js";
import { openDatabase } from "../../../../src/database/database.js";
import { composeParts } from "../../../../src/serve.js";
import { createServer } from "../../../../src/server/create-server.js";
import { listen, printListening } from "../../../../src/server/listen.js";
import { createLogger } from "../../../../src/server/logger.js";

// The program's own server without what answers operations as text: graphql-js executes each.
const config = readConfig();
const database = await openDatabase({ url: config.databaseUrl, entities });
const { answers: _, ...parts } = await composeParts(database, config, createLogger(config));
await listen(await createServer(parts), config, printListening);
