import type { Random } from "./random.js";
import { endings, objects, oddities, openers, subjects, verbs } from "./vocabulary.js";

/** Sentences that together have at least `length` characters, and at most a hundred more. */
export function writeSentences(random: Random, length: number): string {
  let text = writeSentence(random);
  while (text.length < length)
    text += ` ${random.isTrue(0.01) ? random.pick(oddities) : writeSentence(random)}`;
  return text;
}

function writeSentence(random: Random): string {
  const clause = `${random.pick(subjects)} ${random.pick(verbs)} ${random.pick(objects)}`;
  const isShort = random.isTrue(0.3);
  const sentence = isShort ? clause : `${clause} ${random.pick(endings)}`;
  return random.isTrue(0.3) ? `${random.pick(openers)} ${sentence}.` : `${capitalize(sentence)}.`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Paragraphs of some four hundred characters, `length` together. */
export function writeParagraphs(random: Random, length: number): string {
  const paragraphs: string[] = [];
  for (let rest = length; rest > 0; ) {
    const paragraph = writeSentences(random, Math.min(rest, random.integer(250, 450)));
    paragraphs.push(paragraph);
    rest -= paragraph.length + 2;
  }
  return paragraphs.join("\n\n");
}
