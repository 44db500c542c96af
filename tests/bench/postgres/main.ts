import { measureNearby } from "../nearby/measure-nearby.js";
import { contenders } from "./contenders.js";
import { ensureClinicDatabase } from "./databases.js";
import { installPostGraphile } from "./install-postgraphile.js";
import { measureMillion } from "./million.js";
import { type PostgresBenchOptions, parseOptions } from "./options.js";
import { openPostgres, pin } from "./postgres.js";
import { describeRun, renderSize, renderTargets, writeSection } from "./report.js";
import { cores, type PostgresSizeResult, runContenders } from "./run-contenders.js";
import { measureServers } from "./servers.js";

/** The bench over PostgreSQL: contenders side by side, two servers against one, or a million posts. */
export async function runPostgresBench(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const text = await parts[options.part](options);
  process.stdout.write(text);
  if (options.isWritten) await writeSection(options.part, text);
}

const parts: Record<PostgresBenchOptions["part"], (options: PostgresBenchOptions) => Promise<string>> = {
  contenders: compareContenders,
  servers: measureServers,
  million: measureMillion,
};

async function compareContenders(options: PostgresBenchOptions): Promise<string> {
  const chosen = contenders.filter(({ letter }) => options.contenders.includes(letter));
  if (chosen.some(({ node }) => node !== undefined)) await installPostGraphile();
  const postgres = await openPostgres("postgres");
  try {
    pin(postgres.pid ?? 0, cores.rest);
    pin(process.pid, cores.rest);
    const sizes: PostgresSizeResult[] = [];
    for (const posts of options.posts) sizes.push(await runContenders(postgres, posts, options));
    const nearby = await measureNearby((count) => ensureClinicDatabase(postgres, count), options);
    return [
      ...describeRun("Contenders", options),
      "The server under test has one core; PostgreSQL and the load share the other. (a) and (b) gave the same JSON values, (g) and (h) lists of the same lengths.",
      "",
      ...sizes.map(renderSize),
      nearby.replace(/^##/, "###"),
      renderTargets(sizes),
    ].join("\n");
  } finally {
    await postgres.stop();
  }
}
