import { createHash } from "node:crypto";
import { toNameKey } from "../graph/name-key.js";

/** Letters that Unicode does not take apart into a base letter and a mark. */
const transliterations: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

const maximumLength = 200;

/**
 * The slug of a name or title: words of lower-case ASCII letters and digits, joined by hyphens.
 *
 * Apostrophes join what they stand between. A name without any such letter gets a slug from its hash.
 */
export function toSlug(name: string): string {
  const words = toNameKey(name.replace(/['’]/g, ""))
    .replace(/[^\p{ASCII}]/gu, (letter) => transliterations[letter] ?? " ")
    .match(/[a-z0-9]+/g);
  if (!words) return `n-${createHash("sha256").update(toNameKey(name)).digest("hex").slice(0, 12)}`;
  const slug = words.join("-");
  if (slug.length <= maximumLength) return slug;
  const cut = slug.slice(0, maximumLength + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), 0)) || slug.slice(0, maximumLength);
}
