import type { Database } from "../database/database.js";
import { StartupError } from "../errors.js";
import { ApiKey } from "./api-key.entity.js";
import { hashSecret, makeKeyId, makeSecret, renderKey } from "./key-text.js";
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

/**
 * Gives a key another secret; the one before it stays good until `formerExpiresAt`.
 *
 * @throws {StartupError} when there is no such key, or it is revoked.
 */
export async function rotateKey(
  { source }: Store,
  id: string,
  { formerExpiresAt }: { formerExpiresAt: string },
): Promise<IssuedKey> {
  const key = await getKey({ source }, id);
  if (key.revokedAt !== null)
    throw new StartupError(`The key ${id} is revoked. Make another with keys create.`);
  const secret = makeSecret();
  const changes = { hash: hashSecret(secret), formerHash: key.hash, formerExpiresAt };
  await source.manager.update(ApiKey, { id }, changes);
  return { key: { ...key, ...changes }, text: renderKey({ id, secret }) };
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
