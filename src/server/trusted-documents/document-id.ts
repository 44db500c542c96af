import { createHash } from "node:crypto";

/** The digests by which tools name documents, by how many hexadecimal digits they have. */
const algorithms: Readonly<Record<number, "sha1" | "sha256">> = { 40: "sha1", 64: "sha256" };

/** How a document is named by a digest of its text. */
export function digestOf(text: string, algorithm: "sha1" | "sha256" = "sha256"): string {
  return createHash(algorithm).update(text).digest("hex");
}

/**
 * An id without the prefix that says what kind of digest it is; the same document is meant with and without.
 *
 * The prefix `sha256:` is that of the GraphQL-over-HTTP specification, appendix A.
 */
export function withoutPrefix(id: string): string {
  return /^(?:sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(id) ? id.slice(id.indexOf(":") + 1) : id;
}

/** Why an id cannot be that of the text; undefined when it can. An id that looks like no digest can be that of any. */
export function findIdFault(id: string, text: string): string | undefined {
  const bare = withoutPrefix(id);
  if (!/^(?:x-[\w.~-]{1,50}:)?[\w.~-]{1,200}$/.test(bare)) {
    return "must be a digest such as sha256:…, or 1 to 200 letters, digits, -, ., _ and ~";
  }
  const algorithm = /^[0-9a-f]+$/.test(bare) ? algorithms[bare.length] : undefined;
  if (!algorithm || bare === digestOf(text, algorithm)) return undefined;
  return `must be the ${algorithm.toUpperCase()} of its document, ${digestOf(text, algorithm)}`;
}
