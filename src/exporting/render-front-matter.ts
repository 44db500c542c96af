import { Document, isScalar, visit } from "yaml";

export type FrontMatterValue =
  | string
  | number
  | boolean
  | readonly FrontMatterValue[]
  | { readonly [key: string]: FrontMatterValue | undefined };

/**
 * Front matter in its one canonical form: keys in the order given, lists of plain values in brackets, no line ever folded.
 *
 * Texts stand plain where YAML takes them for the same text, else in double quotes; those of several lines as they are; such
 * a text has no empty line at its ends.
 */
export function renderFrontMatter(values: Readonly<Record<string, FrontMatterValue | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const document = new Document(Object.fromEntries(given));
  visit(document, {
    Seq: (_key, list) => {
      list.flow = list.items.every(isScalar);
    },
  });
  const yaml = document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: false });
  return `---\n${yaml}---\n`;
}
