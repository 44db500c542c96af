/** A name as CSL-JSON has it; `literal` for an organisation. */
export type CitedName =
  | { literal: string }
  | { given?: string; "non-dropping-particle"?: string; family: string; suffix?: string };

const generation = /,? (Jr\.?|Sr\.?|II|III|IV)$/;

/** "And" of Spanish, Portuguese and Catalan, between the two halves of a family name. */
const conjunctions = new Set(["y", "e", "i"]);

/**
 * A person's name in its parts: the last word is the family name, with the words before it from the first that begins
 * small ("Ludwig van Beethoven"), or from the word before an "and" ("Santiago Ramón y Cajal"); one word alone is the
 * family name.
 */
export function toPersonName(name: string): CitedName {
  const suffix = generation.exec(name)?.[1];
  const words = name.replace(generation, "").split(/\s+/);
  const small = words.findIndex((word, index) => index > 0 && /^\p{Ll}/u.test(word));
  const isJoined = conjunctions.has(words[small] ?? "");
  const start = small > 0 && small < words.length - 1 ? small - Number(isJoined) : words.length - 1;
  const given = words.slice(0, start).join(" ");
  const surname = words.slice(start);
  const large = surname.findIndex((word) => !/^\p{Ll}/u.test(word));
  const particle = surname.slice(0, Math.max(0, large)).join(" ");
  return {
    ...(given !== "" && { given }),
    ...(particle !== "" && { "non-dropping-particle": particle }),
    family: surname.slice(Math.max(0, large)).join(" "),
    ...(suffix !== undefined && { suffix }),
  };
}
