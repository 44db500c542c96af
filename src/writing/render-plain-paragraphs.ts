import type { RenderedProse } from "./render-markdown.js";

/**
 * A line of prose in which no character can mean anything in Markdown: Latin letters, digits and harmless punctuation.
 *
 * It begins with a letter, a quotation mark or a bracket, never with what could open a list or underline a heading.
 * Letters are spelled out because the engine tests `\p{L}` several times slower.
 */
const plainLine =
  /^[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F"'“”‘’(][A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F0-9.,;:?!'"“”‘’()…–—/% -]*$/;
const plainHeading =
  /^(#{1,6}) ([A-Za-z0-9\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F][A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F0-9.,;?!'’“” -]*)$/;

/** What GitHub's extension turns into a link without any markup. */
export const autolink = /www\.|:\/\/|mailto:|xmpp:/i;

/**
 * Renders prose that is nothing but paragraphs and headings of plain words, a hundred times faster than a parser can.
 *
 * Most prose is like that. Undefined for everything else; never another result than the parser's.
 */
export function renderPlainParagraphs(markdown: string): RenderedProse | undefined {
  if (autolink.test(markdown)) return undefined;
  const html: string[] = [];
  const text: string[] = [];
  for (const paragraph of markdown.split(/\n{2,}/)) {
    if (paragraph.endsWith(" ") || paragraph.includes(" \n")) return undefined;
    const heading = plainHeading.exec(paragraph);
    if (heading) {
      const [, marks = "", words = ""] = heading;
      html.push(`<h${marks.length}>${words}</h${marks.length}>`);
    } else {
      if (!paragraph.split("\n").every((line) => plainLine.test(line))) return undefined;
      html.push(`<p>${paragraph}</p>`);
    }
    // No space stands beside a line end here, so what is left alone need not be replaced by itself.
    text.push((heading?.[2] ?? paragraph).replace(/\n| {2,}/g, " "));
  }
  return { html: html.join("\n"), text: text.join("\n\n"), links: [] };
}
