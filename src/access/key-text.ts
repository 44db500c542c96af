import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** The parts of a key: the first is public and finds it, the second proves it. */
export interface KeyText {
  id: string;
  secret: string;
}

const pattern = /^clq_([0-9a-f]{16})_([0-9A-Za-z_-]{43})$/;

/** A fresh id; 64 random bits. */
export function makeKeyId(): string {
  return `key_${randomBytes(8).toString("hex")}`;
}

/** A fresh secret; 256 random bits, so that a plain hash of it cannot be turned back. */
export function makeSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** The key as its holder gets it: `clq_`, the digits of its id, and its secret. */
export function renderKey({ id, secret }: KeyText): string {
  return `clq_${id.slice("key_".length)}_${secret}`;
}

/** Undefined for what no key looks like, as one that was cut. */
export function parseKey(text: string): KeyText | undefined {
  const [, digits, secret] = pattern.exec(text) ?? [];
  return digits !== undefined && secret !== undefined ? { id: `key_${digits}`, secret } : undefined;
}

/** SHA-256 in hexadecimal digits, as it is stored. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Whether a secret has this hash; it takes as long for each wrong one. */
export function matchesHash(secret: string, hash: string): boolean {
  const [left, right] = [hashSecret(secret), hash].map((text) => Buffer.from(text, "latin1"));
  return (
    left !== undefined && right !== undefined && left.length === right.length && timingSafeEqual(left, right)
  );
}
