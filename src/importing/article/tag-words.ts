const word = /[\p{L}\p{N}]+[+#]*/gu;
const possessive = /(?<=\p{L})['’]s(?![\p{L}\p{N}])/gu;

/**
 * The words of a text in the form in which tags and text are compared.
 *
 * Case, accents, possessive endings and the plural's ending make no difference; hyphens part words.
 */
export function toTagWords(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(possessive, "");
  return (plain.match(word) ?? []).map((found) => toSingular(found).toLowerCase());
}

/** The `s` of SSRIs is a plural's, that of AIDS is not. */
function toSingular(found: string): string {
  if (/\p{Lu}s$/u.test(found)) return found.slice(0, -1);
  if (found.length < 4 || (found.length < 6 && found === found.toUpperCase())) return found;
  if (/[^aeiou]ies$/iu.test(found)) return `${found.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/iu.test(found)) return found.slice(0, -2);
  return /[^siu]s$/iu.test(found) ? found.slice(0, -1) : found;
}
