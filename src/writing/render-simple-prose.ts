import { type PostLink, toPostLink } from "./post-links-in-prose.js";
import type { RenderedProse } from "./render-markdown.js";
import { autolink, renderPlainParagraphs } from "./render-plain-paragraphs.js";

/** Letters of many scripts and signs beside them that mean nothing in Markdown; no white space. */
const wide =
  "\u00A1-\u024F\u0370-\u03FF\u0400-\u052F\u0590-\u05FF\u0620-\u06FF\u20AC\u3041-\u9FFF\uAC00-\uD7A3\uD83C-\uD83E\uDC00-\uDFFF";
const letter = `A-Za-z${wide}`;
const marks = ".,;:?!'\"“”‘’()…–—/%";
/** What stands inside a mark: it begins and ends with a letter or digit, so that the marks open and close. */
const word = "A-Za-z0-9\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F";
const inner = `[${word}](?:[${word} .,;:?!'“”‘’()–—-]*[${word}])?`;
const address = "/[A-Za-z0-9/-]*|https?://[A-Za-z0-9./?=&-]+";

/**
 * One piece of a line: plain words, or one of a few marks that stand alone between spaces or punctuation.
 *
 * CommonMark 0.31, 6.2: a `*` between a space and a letter opens only, one between a letter and punctuation closes
 * only; without marks inside marks nothing else can pair.
 */
const piece = new RegExp(
  [
    `(?<words>[${letter}0-9${marks} -]+)`,
    String.raw`(?<=^|[ (])(?:\*\*(?<strong>${inner})\*\*|\*(?<em>${inner})\*|${"`"}(?<code>${inner})${"`"}|\[(?<a>${inner})\]\((?<href>${address})\))(?=$|[ .,;:?!)])`,
    String.raw`\\(?<escaped>[*_[\]#])`,
    String.raw`(?<literal>[&<](?= )|\\(?=[A-Za-z]))`,
  ].join("|"),
  "y",
);
/** A line that begins like this begins no list, heading, table or the like. */
const lineStart = new RegExp(`^(?:[${letter}"'“‘(]|\\*{1,2}[A-Za-z0-9]|\`[A-Za-z0-9]|\\[[A-Za-z0-9]|\\\\)`);
const item = /^- (?=\S)/;

/** What has to do with other paragraphs: definitions, and line ends of another kind. */
const farReaching = /\]:|\r/;

/**
 * Renders prose paragraph by paragraph; undefined where paragraphs could depend on each other.
 *
 * Words, emphasis, code, links and flat lists as most prose has them are rendered here, a hundred times faster than a
 * parser can; any other paragraph goes through `parse` by itself. Never another result than the parser's for the whole.
 */
export function renderSimpleProse(
  markdown: string,
  parse: (paragraph: string) => RenderedProse,
): RenderedProse | undefined {
  if (farReaching.test(markdown)) return undefined;
  const rendered: RenderedProse[] = [];
  let isAfterList = false;
  for (const paragraph of markdown.split(/\n{2,}/)) {
    const lines = paragraph.split("\n");
    const isList = item.test(paragraph);
    // Two lists with an empty line between them are one.
    if (isList && isAfterList) return undefined;
    const prose =
      renderPlainParagraphs(paragraph) ??
      (isList ? renderList(lines) : (renderLines(lines) ?? parseLines(lines, parse)));
    if (prose === undefined) return undefined;
    rendered.push(prose);
    isAfterList = isList;
  }
  return {
    html: rendered.map(({ html }) => html).join("\n"),
    text: rendered.map(({ text }) => text).join("\n\n"),
    links: rendered.flatMap(({ links }) => links),
  };
}

/** Lines that can be nothing but a paragraph, whatever is in them. */
function parseLines(
  lines: readonly string[],
  parse: (paragraph: string) => RenderedProse,
): RenderedProse | undefined {
  return lines.every((line) => lineStart.test(line)) ? parse(lines.join("\n")) : undefined;
}

function renderLines(lines: readonly string[]): RenderedProse | undefined {
  const rendered = renderEach(lines);
  if (rendered === undefined) return undefined;
  const html = rendered.map((line) => line.html).join("\n");
  const text = rendered.map((line) => line.text).join(" ");
  return { html: `<p>${html}</p>`, text, links: rendered.flatMap(({ links }) => links) };
}

function renderList(lines: readonly string[]): RenderedProse | undefined {
  if (!lines.every((line) => item.test(line))) return undefined;
  const rendered = renderEach(lines.map((line) => line.slice(2)));
  if (rendered === undefined) return undefined;
  const html = rendered.map((line) => `<li>${line.html}</li>\n`).join("");
  const text = rendered.map((line) => line.text).join("\n\n");
  return { html: `<ul>\n${html}</ul>`, text, links: rendered.flatMap(({ links }) => links) };
}

function renderEach(lines: readonly string[]): RenderedProse[] | undefined {
  const rendered: RenderedProse[] = [];
  for (const line of lines) {
    const prose = renderLine(line);
    if (prose === undefined) return undefined;
    rendered.push(prose);
  }
  return rendered;
}

function renderLine(line: string): RenderedProse | undefined {
  if (!lineStart.test(line) || line.endsWith(" ")) return undefined;
  const links: PostLink[] = [];
  let html = "";
  let text = "";
  piece.lastIndex = 0;
  while (piece.lastIndex < line.length) {
    const groups = piece.exec(line)?.groups;
    if (groups === undefined) return undefined;
    const found = renderPiece(groups);
    html += found.html;
    text += found.text;
    if (found.link) links.push(found.link);
  }
  return autolink.test(text) ? undefined : { html, text: text.replace(/ {2,}/g, " "), links };
}

type PieceGroups = Readonly<Record<string, string | undefined>>;

function renderPiece({ words, escaped, literal, strong, em, code, a, href = "" }: PieceGroups): {
  html: string;
  text: string;
  link?: PostLink | undefined;
} {
  if (words !== undefined) return { html: words, text: words };
  if (strong !== undefined) return { html: `<strong>${strong}</strong>`, text: strong };
  if (em !== undefined) return { html: `<em>${em}</em>`, text: em };
  if (code !== undefined) return { html: `<code>${code}</code>`, text: code };
  if (a !== undefined) {
    return { html: `<a href="${escapeHtml(href)}">${a}</a>`, text: a, link: toPostLink(href, a) };
  }
  const sign = escaped ?? literal ?? "";
  return { html: escapeHtml(sign), text: sign };
}

/** As rehype-stringify writes it. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;");
}
