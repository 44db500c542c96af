/** Lower-case ASCII words joined by hyphens; the vocabulary has no letter that would leave nothing. */
export function toSlug(name: string): string {
  const ascii = name.normalize("NFKD").replace(/\p{M}+/gu, "");
  return (ascii.toLowerCase().match(/[a-z0-9]+/g) ?? ["n"]).join("-");
}

/**
 * The words that a numbered thing is named by, one of each list; no two numbers get the same two words.
 *
 * The second word wanders with the first, so that neighbours do not share one. When all pairs are used up, a number
 * tells the rounds apart.
 */
export function pairWords(
  index: number,
  first: readonly string[],
  second: readonly string[],
): { first: string; second: string; round: number } {
  const column = index % first.length;
  const row = Math.floor(index / first.length);
  return {
    first: first[column] ?? "",
    second: second[(column * 7 + row) % second.length] ?? "",
    round: Math.floor(row / second.length),
  };
}

/** A name that stays one of its kind in later rounds. */
export function numbered(name: string, round: number): string {
  return round === 0 ? name : `${name} ${round + 1}`;
}
