import type { ApiKey } from "../access/api-key.entity.js";
import { createKey, type IssuedKey, listKeys, revokeKey, rotateKey } from "../access/key-table.js";
import { isPast } from "../access/key-times.js";
import { readConfig } from "../config.js";
import type { Database } from "../database/database.js";
import { StartupError } from "../errors.js";
import type { KeyOptions } from "./access-commands.js";
import { addHours } from "./add-hours.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { print } from "./output.js";
import { withDatabase } from "./with-database.js";

/** Makes a key and prints it with what it opens. */
export async function createKeyCommand({ name, scopes, rate, origins, expires }: KeyOptions): Promise<void> {
  const now = new Date().toISOString();
  if (expires !== undefined && expires <= now)
    throw new StartupError(`--expires ${expires} is past already.`);
  const draft = { name, scopes, origins, pointsPerMinute: rate, expiresAt: expires };
  await withKeys(async (database) => printIssued(await createKey(database, draft, now), now));
}

/** Prints a line for each key. */
export async function listKeysCommand(): Promise<void> {
  await withKeys(async (database) => {
    const now = new Date().toISOString();
    const keys = await listKeys(database);
    for (const key of keys) print(describeKey(key, now));
    if (keys.length === 0) print("There are no keys.");
  });
}

/** Gives a key another secret and prints it. */
export async function rotateKeyCommand(
  id: string,
  { overlap, force }: { overlap: number; force?: boolean },
): Promise<void> {
  const now = new Date();
  const rotation = {
    now: now.toISOString(),
    formerExpiresAt: addHours(now, overlap).toISOString(),
    isForced: force ?? false,
  };
  await withKeys(async (database) => {
    const issued = await rotateKey(database, id, rotation);
    printIssued(issued, rotation.now);
    print(describeFormer(issued.key, rotation.now));
  });
}

function describeFormer({ formerExpiresAt }: ApiKey, now: string): string {
  const end = isPast(formerExpiresAt, now) ? "no more" : `until ${formerExpiresAt}`;
  return `The secret before it is good ${end}.`;
}

/** Takes a key back. */
export async function revokeKeyCommand(id: string): Promise<void> {
  await withKeys(async (database) => {
    const { name, revokedAt } = await revokeKey(database, id, new Date().toISOString());
    print(`The key ${id} (${name}) is revoked since ${revokedAt}.`);
  });
}

async function withKeys(work: (database: Database) => Promise<void>): Promise<void> {
  const config = readConfig();
  assertDatabaseExists(config.databaseUrl, "to hold keys; set DATABASE_URL");
  await withDatabase(config, work);
}

function printIssued({ key, text }: IssuedKey, now: string): void {
  print(describeKey(key, now));
  print(`authorization: Bearer ${text}`);
  print("This is shown once. Whoever has it can use the key; who loses it gets another by keys rotate.");
}

function describeKey(key: ApiKey, now: string): string {
  const { id, name, scopes, origins, pointsPerMinute, createdAt } = key;
  const used = origins === "" ? "from anywhere" : `from ${origins}`;
  return `${id}  ${name}  ${scopes}  ${pointsPerMinute} a minute  ${used}  made ${createdAt}  ${stateOf(key, now)}`;
}

function stateOf({ revokedAt, expiresAt, formerExpiresAt }: ApiKey, now: string): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  if (isPast(expiresAt, now)) return `expired ${expiresAt}`;
  const ends = expiresAt === null ? "good" : `good until ${expiresAt}`;
  const isRotating = formerExpiresAt !== null && !isPast(formerExpiresAt, now);
  return isRotating ? `${ends}, with the secret before until ${formerExpiresAt}` : ends;
}
