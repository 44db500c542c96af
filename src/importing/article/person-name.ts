const honorific =
  /^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Rev)(?:\.\s*|\s+|$)|(?:Doctor|Professor|Reverend|Rabbi|Sir|Dame)\s+(?=\S+\s\p{Lu}))+/iu;
const innerHonorific = /(?:^|\s)(?:Dr|Prof|Mr|Mrs|Ms|Mx)(?:\.|\s)/u;
const particle =
  /^(?:af|al|auf|av|bin|bint|da|dal|das|de|degli|dei|del|della|den|der|di|do|dos|du|e|el|ibn|i|la|las|le|los|ten|ter|van|vom|von|vor|y|zu|zum|zur)$/u;
const capitalized = /^(?:[a-z]{1,3}['’-])?[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}.'’‐‑–-]*$/u;
const nickname = /^[("“'‘]\p{Lu}[\p{L}\p{M}.'’-]*[)"”'’]$/u;
const suffix = /^(?:Jr|Sr|II|III|IV)\.?$/u;
const mostWords = 8;

/** Words that open headings of sections and are hardly ever part of a name. */
const topics = new Set(
  `about after against all alternatives anxiety are basics before benefits bipolar can chapter common conclusion consider considering
  depression disorder doctor doctors does drug effectiveness effects experts explained faq faqs final finding for from getting guide
  health how infusion infusions insurance introduction is ketamine medical medication medications mental more myths next or other our
  overview part patient patients phase psilocybin psychedelic psychedelics psychotherapy ptsd questions research results risks safety
  science session should side step summary symptoms takeaways than that the their therapies therapy these this thoughts tips trauma
  treating treatment treatments types understanding use using what when where which who why with without your`.split(
    /\s+/,
  ),
);

/** Splits `Dr. ` or `Prof. Dr. ` off the front, as printed. */
export function splitHonorific(text: string): { honorific?: string; rest: string } {
  const found = honorific.exec(text)?.[0];
  if (found === undefined) return { rest: text };
  return { honorific: found.trim(), rest: text.slice(found.length) };
}

/** True when `Dr.`, `Ms.` and the like stand anywhere in the text. */
export function containsHonorific(text: string): boolean {
  return innerHonorific.test(text);
}

/** True for `Jr.`, `III` and the like, which belong to the name though a comma precedes them. */
export function isNameSuffix(text: string): boolean {
  return suffix.test(text);
}

/** Why the text cannot be one person's name, or undefined when it can. */
export function findNameFault(text: string): string | undefined {
  if (text === "") return "it has no name";
  if (/\s(?:and|&)\s/iu.test(text)) return "it names more than one person";
  const words = text.split(" ");
  const odd = containsHonorific(text) ? text : words.find((word) => !isNameWord(word));
  if (odd !== undefined) return `“${odd.slice(0, 40)}” cannot be part of a person's name`;
  if (particle.test(words.at(-1) ?? "")) return "the name breaks off";
  return words.length > mostWords ? "the name has too many words" : undefined;
}

/** True when a word of the text speaks for a section of the article rather than for a person. */
export function hasTopicWord(text: string): boolean {
  return text.split(" ").some((word) => topics.has(word.toLowerCase()) || /['’]s$/u.test(word));
}

function isNameWord(word: string): boolean {
  return capitalized.test(word) || particle.test(word) || nickname.test(word);
}
