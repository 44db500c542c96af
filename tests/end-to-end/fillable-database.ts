import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Engine } from "../support/engines.js";
import { PostgresServer } from "../support/postgres/postgres-server.js";

/** A database whose disk can be full. */
export interface FillableDatabase {
  url: string;
  /** Lets writes of connections to come find the disk full; what it gives makes room again. */
  fill(): Promise<() => Promise<void>>;
  remove(): Promise<void>;
}

/** Why a disk cannot be made full here; undefined where it can. */
export function findFullDiskAbsence(engine: Engine): string | undefined {
  if (engine === "PostgreSQL") return existsSync(fullDevice) ? undefined : `${fullDevice} is not there`;
  return canMount() ? undefined : "only root of a Linux may mount a small disk";
}

export async function openFillableDatabase(engine: Engine): Promise<FillableDatabase> {
  return engine === "SQLite" ? await openOnSmallDisk() : await openWithoutRoomToGrow();
}

/** Room for the tables and little else. */
const small = "4m";
const large = "64m";

/** A disk in memory, which is as small from the beginning. */
async function openOnSmallDisk(): Promise<FillableDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "colloquy-disk-"));
  mountDisk(folder, `size=${small}`);
  return {
    url: `sqlite:${join(folder, "test.sqlite")}`,
    fill: async () => async () => mountDisk(folder, `remount,size=${large}`),
    async remove() {
      execFileSync("umount", [folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function mountDisk(folder: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "pipe" });
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "colloquy-disk-"));
  try {
    mountDisk(folder, `size=${small}`);
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

/** A device of Linux that refuses each write as a full disk does; every user may write there. */
const fullDevice = "/dev/full";

/** PostgreSQL whose tables cannot grow: where each of them notes which of its pages have room, the disk is full. */
async function openWithoutRoomToGrow(): Promise<FillableDatabase> {
  const server = await PostgresServer.create({ settings: { autovacuum: "off" } });
  return {
    url: server.url(),
    async fill() {
      const paths = await listMapsOfRoom(server);
      for (const path of paths) await symlink(fullDevice, path);
      return async () => {
        for (const path of paths) await rm(path);
      };
    },
    remove: () => server.remove(),
  };
}

/** Paths at which tables that are small yet have no such map. */
async function listMapsOfRoom(server: PostgresServer): Promise<string[]> {
  const client = new pg.Client(server.url());
  await client.connect();
  const { rows } = await client.query<{ path: string }>(
    `SELECT pg_relation_filepath(class.oid) AS path FROM pg_class AS class
     JOIN pg_namespace AS space ON space.oid = relnamespace
     WHERE relkind IN ('r', 't') AND nspname IN ('public', 'pg_toast')`,
  );
  await client.end();
  return rows.map(({ path }) => join(server.dataFolder, `${path}_fsm`)).filter((path) => !existsSync(path));
}
