import { createHash } from "node:crypto";

/** A tag of a text, weak since the text is packed in several ways (RFC 9110, section 8.8.1). */
export function toEntityTag(text: string): string {
  return `W/"${createHash("sha1").update(text).digest("base64url")}"`;
}
