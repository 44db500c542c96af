/**
 * Makes the database of one size, as a step of its own: a million posts take long.
 *
 *     npm run build && nice -n 19 npx tsx tests/bench/postgres/prepare.ts POSTS [FOLDER]
 */
import { ensurePostgresDatabase, readMaking } from "./databases.js";
import { openPostgres } from "./postgres.js";

const [, , posts = "10000", name = "postgres"] = process.argv;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const server = await openPostgres(name);
try {
  const url = await ensurePostgresDatabase(server, { posts: Number(posts), seed: 1, isFresh: false });
  process.stdout.write(`${url}\n${JSON.stringify(await readMaking(url))}\n`);
} finally {
  await server.stop();
}
