import type { Database } from "../database/database.js";
import type { Revisions } from "../database/reading/revisions.js";
import { GraphError } from "../errors.js";
import type { ApiKey } from "./api-key.entity.js";
import { listKeys } from "./key-table.js";
import { matchesHash, parseKey } from "./key-text.js";
import { findEarliest, isPast } from "./key-times.js";

/** A key that was shown is good, or why it is not. */
export type KeyFinding =
  | { key: ApiKey; fault?: undefined }
  | { key?: undefined; fault: "malformed" | "unknown" | "expired" | "revoked" };

export interface KeyRingParts {
  database: Pick<Database, "source"> & { reader: Pick<Database["reader"], "isReachable"> };
  revisions: Pick<Revisions, "current">;
  /** Told why the keys cannot be read, and by undefined that they can be again: once for each change. */
  onChange(fault: unknown): void;
}

interface Ring {
  revision: string | undefined;
  keys: ReadonlyMap<string, ApiKey>;
  /** Those that are not revoked, by the web origins that they name. */
  byOrigin: ReadonlyMap<string, readonly ApiKey[]>;
}

const tables = ["api_key"];

/**
 * All keys, in memory: read again when the table has changed, whoever changed it, as soon as cached answers are.
 *
 * While the database is out of reach, those that were read last are good.
 */
export class KeyRing {
  private ring: Ring | undefined;
  private isFaulty = false;

  constructor(private readonly parts: KeyRingParts) {}

  /**
   * Tells what a key opens at the instant `now`.
   *
   * @throws {GraphError} UNAVAILABLE where no keys were ever read.
   */
  async find(text: string, now: string): Promise<KeyFinding> {
    const parts = parseKey(text);
    if (!parts) return { fault: "malformed" };
    const key = getRing(await this.read(now)).keys.get(parts.id);
    if (!key) return { fault: "unknown" };
    const isCurrent = matchesHash(parts.secret, key.hash);
    const isFormer = key.formerHash !== null && matchesHash(parts.secret, key.formerHash);
    if (!isCurrent && !isFormer) return { fault: "unknown" };
    if (key.revokedAt !== null) return { fault: "revoked" };
    const end = isCurrent ? key.expiresAt : findEarliest(key.expiresAt, key.formerExpiresAt);
    return isPast(end, now) ? { fault: "expired" } : { key };
  }

  /** Whether a key that is good names this web origin; none is known to where no keys were ever read. */
  async hasOrigin(origin: string, now: string): Promise<boolean> {
    const keys = (await this.read(now))?.byOrigin.get(origin) ?? [];
    return keys.some(({ expiresAt }) => !isPast(expiresAt, now));
  }

  private async read(now: string): Promise<Ring | undefined> {
    const { revisions, database } = this.parts;
    const state = revisions.current(now);
    const revision = state.isSettled ? state.of(tables) : undefined;
    const isSame = this.ring !== undefined && revision !== undefined && this.ring.revision === revision;
    if (this.ring && (isSame || !database.reader.isReachable)) return this.ring;
    const keys = await this.list();
    if (keys) this.ring = { revision, ...toRing(keys) };
    return this.ring;
  }

  /** Undefined while the database does not answer. */
  private async list(): Promise<ApiKey[] | undefined> {
    try {
      const keys = await listKeys(this.parts.database);
      this.note(undefined);
      return keys;
    } catch (error) {
      this.note(error);
      return undefined;
    }
  }

  private note(fault: unknown): void {
    const isFaulty = fault !== undefined;
    if (isFaulty !== this.isFaulty) this.parts.onChange(fault);
    this.isFaulty = isFaulty;
  }
}

function toRing(keys: readonly ApiKey[]): Omit<Ring, "revision"> {
  const byOrigin = new Map<string, ApiKey[]>();
  for (const key of keys.filter(({ revokedAt }) => revokedAt === null)) {
    for (const origin of splitList(key.origins)) {
      const others = byOrigin.get(origin);
      if (others) others.push(key);
      else byOrigin.set(origin, [key]);
    }
  }
  return { keys: new Map(keys.map((key) => [key.id, key])), byOrigin };
}

function getRing(ring: Ring | undefined): Ring {
  if (ring) return ring;
  throw new GraphError("UNAVAILABLE", "The keys cannot be read now. Try again in a moment.");
}

/** The parts of a list as it is stored. */
export function splitList(text: string): string[] {
  return text.split(" ").filter((part) => part !== "");
}
