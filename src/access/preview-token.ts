import { createHmac, timingSafeEqual } from "node:crypto";

/** Shows one post to whoever has it, for a while. */
export interface PreviewGrant {
  postId: string;
  /** When it ends, as an instant in UTC. */
  expiresAt: string;
}

/** A good token's grant, or why it is none. */
export type PreviewFinding =
  | { grant: PreviewGrant; fault?: undefined }
  | { grant?: undefined; fault: "malformed" | "expired" };

export const previewTokenStart = "clp_";

export const maximumPreviewHours = 24;

const longestToken = 1_000;

/** `clp_`, the grant in base64url, a dot, and HMAC-SHA256 (RFC 2104) over what is before the dot. */
export function signPreview(grant: PreviewGrant, secret: string): string {
  const payload = Buffer.from(JSON.stringify([grant.postId, grant.expiresAt])).toString("base64url");
  const signed = `${previewTokenStart}${payload}`;
  return `${signed}.${sign(signed, secret)}`;
}

/** What a token grants at the instant `now`; nothing in it is read before its signature is known to be good. */
export function verifyPreview(token: string, secret: string, now: string): PreviewFinding {
  const [signed = "", signature = "", ...others] = token.slice(0, longestToken).split(".");
  if (others.length > 0 || !isSame(signature, sign(signed, secret))) return { fault: "malformed" };
  const payload = Buffer.from(signed.slice(previewTokenStart.length), "base64url").toString();
  const [postId, expiresAt] = JSON.parse(payload) as [string, string];
  return expiresAt <= now ? { fault: "expired" } : { grant: { postId, expiresAt } };
}

function sign(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
