import { IsNull } from "typeorm";
import type { Database } from "../database/database.js";
import { StartupError } from "../errors.js";
import { ApiKey } from "./api-key.entity.js";
import { hashSecret, makeKeyId, makeSecret, renderKey } from "./key-text.js";
import { findEarliest, isPast } from "./key-times.js";
import type { Scope } from "./scopes.js";

export interface KeyDraft {
  name: string;
  scopes: readonly Scope[];
  /** Empty for any. */
  origins: readonly string[];
  pointsPerMinute: number;
  expiresAt: string | undefined;
}

/** A key that was made: `text` is shown to its holder once and stored nowhere. */
export interface IssuedKey {
  key: ApiKey;
  text: string;
}

type Store = Pick<Database, "source">;

/** Makes a key. */
export async function createKey({ source }: Store, draft: KeyDraft, now: string): Promise<IssuedKey> {
  const [id, secret] = [makeKeyId(), makeSecret()];
  const key = source.manager.create(ApiKey, {
    id,
    name: draft.name,
    scopes: draft.scopes.join(" "),
    origins: draft.origins.join(" "),
    pointsPerMinute: draft.pointsPerMinute,
    hash: hashSecret(secret),
    formerHash: null,
    formerExpiresAt: null,
    createdAt: now,
    expiresAt: draft.expiresAt ?? null,
    revokedAt: null,
  });
  await source.manager.insert(ApiKey, key);
  return { key, text: renderKey({ id, secret }) };
}

/** All keys, the oldest first. */
export async function listKeys({ source }: Store): Promise<ApiKey[]> {
  return await source.manager.find(ApiKey, { order: { createdAt: "ASC", id: "ASC" } });
}

/** How the secret before is to end. */
export interface Rotation {
  now: string;
  formerExpiresAt: string;
  /** Whether the secret before the last rotation may end sooner than was said. */
  isForced?: boolean;
}

/**
 * Gives a key another secret; the one before it stays good until `formerExpiresAt`, or until the key ends.
 *
 * @throws {StartupError} when there is no such key, when it is good no more, when a third secret would be good beside
 * the two, and when somebody else changed the key meanwhile.
 */
export async function rotateKey({ source }: Store, id: string, rotation: Rotation): Promise<IssuedKey> {
  const key = await getKey({ source }, id);
  assertRotatable(key, rotation);
  const secret = makeSecret();
  const formerExpiresAt = findEarliest(key.expiresAt, rotation.formerExpiresAt);
  const changes = { hash: hashSecret(secret), formerHash: key.hash, formerExpiresAt };
  // Of two at once, the second would end a secret that the first has just shown.
  const unchanged = { id, hash: key.hash, revokedAt: IsNull() };
  const { affected } = await source.manager.update(ApiKey, unchanged, changes);
  if (affected !== 1)
    throw new StartupError(`The key ${id} was changed meanwhile. See colloquy keys list, then try again.`);
  return { key: { ...key, ...changes }, text: renderKey({ id, secret }) };
}

function assertRotatable(
  { id, revokedAt, expiresAt, formerExpiresAt }: ApiKey,
  { now, isForced }: Rotation,
): void {
  const end = revokedAt !== null ? "is revoked" : isPast(expiresAt, now) ? `expired ${expiresAt}` : undefined;
  if (end !== undefined) throw new StartupError(`The key ${id} ${end}. Make another with keys create.`);
  if (isForced || formerExpiresAt === null || isPast(formerExpiresAt, now)) return;
  throw new StartupError(
    `The secret before the last rotation of ${id} is good until ${formerExpiresAt}. Rotate again after that, or end it now with --force.`,
  );
}

/**
 * Takes a key back, at once and for good; one that is revoked already keeps its time.
 *
 * @throws {StartupError} when there is no such key.
 */
export async function revokeKey({ source }: Store, id: string, now: string): Promise<ApiKey> {
  const key = await getKey({ source }, id);
  const revokedAt = key.revokedAt ?? now;
  await source.manager.update(ApiKey, { id }, { revokedAt });
  return { ...key, revokedAt };
}

async function getKey({ source }: Store, id: string): Promise<ApiKey> {
  const key = await source.manager.findOneBy(ApiKey, { id });
  if (!key)
    throw new StartupError(`There is no key ${id.slice(0, 60)}; colloquy keys list shows those that are.`);
  return key;
}
