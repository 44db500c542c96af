import { spawnSync } from "node:child_process";

/** Runs in another process, by the engine's own driver. */
const scripts = {
  sqlite: "require('better-sqlite3')(process.argv[1].slice('sqlite:'.length)).exec(process.argv[2])",
  postgres: `(async () => {
    const client = new (require('pg').Client)(process.argv[1]);
    await client.connect();
    await client.query(process.argv[2]);
    await client.end();
  })()`,
};

/** Runs statements on a database in another process, which knows nothing of this program. */
export function runElsewhere({ url }: { url: string }, statements: string): void {
  const script = url.startsWith("sqlite:") ? scripts.sqlite : scripts.postgres;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script, url, statements]);
  if (status !== 0) throw new Error(stderr.toString());
}
