/**
 * A name without accents, case, punctuation and repeated spaces: equal for spellings of one name.
 *
 * Also the sort key of names, compared byte by byte, so that both engines sort alike.
 */
export function toNameKey(name: string): string {
  const key = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return key === "" ? name.trim() : key;
}
