import { Document, isSeq } from "yaml";

export type FrontMatterValue = string | number | boolean | readonly string[];

/**
 * Front matter in its one canonical form: keys in the order given, lists in brackets, no line ever folded.
 *
 * Texts stand plain where YAML takes them for the same text, else in double quotes.
 */
export function renderFrontMatter(values: Readonly<Record<string, FrontMatterValue | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const document = new Document(Object.fromEntries(given));
  for (const [key] of given) {
    const node = document.get(key, true);
    if (isSeq(node)) node.flow = true;
  }
  const yaml = document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: false });
  return `---\n${yaml}---\n`;
}
