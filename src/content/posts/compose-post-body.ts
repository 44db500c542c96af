import type { PrintedAttribution } from "../contributions/attribution.js";
import type { OutlinedBlock } from "./post-outline.js";

export interface Prose {
  markdown: string;
  html: string;
  text: string;
}

/** A block as the whole post needs it. */
export type ComposedBlock = Exclude<OutlinedBlock, { kind: "text" }> | { kind: "text"; prose: Prose };

interface ComposedOutline {
  blocks: readonly ComposedBlock[];
  contributions: readonly { input: { contribution: string }; prose: Prose }[];
}

interface ComposedPost {
  outline: ComposedOutline;
  /** What is printed over each contribution. */
  printed: readonly PrintedAttribution[];
  /** The title of each link of the outline. */
  linkTitles: readonly string[];
}

/** The whole post in one piece: its blocks in order, each contribution under a heading that says whose it is. */
export function composePostBody({ outline, printed, linkTitles }: ComposedPost): Prose {
  const pieces = outline.blocks.flatMap((block): Prose[] => {
    if (block.kind === "text") return [block.prose];
    if (block.kind === "related") return [composeRelatedLine(linkTitles[block.index] ?? "")];
    const contribution = outline.contributions[block.index];
    const attribution = printed[block.index];
    if (!contribution || !attribution) return [];
    const isQuote = contribution.input.contribution === "QUOTE";
    return [
      composeHeading(attribution, block.index + 1),
      isQuote ? quote(contribution.prose) : contribution.prose,
    ];
  });
  return {
    markdown: pieces.map(({ markdown }) => markdown).join("\n\n"),
    html: pieces.map(({ html }) => html).join("\n"),
    text: pieces.map(({ text }) => text).join("\n\n"),
  };
}

/** The line over a contribution: `Dr. Ada Example, MD, MPH, Chief Medical Officer – Example Clinic`. */
export function toAttributionLine(attribution: PrintedAttribution): string {
  const { honorific, name, credentials, title, clinicName } = attribution;
  const person = honorific === null ? name : `${honorific} ${name}`;
  const line = [person, ...credentials, ...(title === null ? [] : [title])].join(", ");
  return clinicName === null ? line : `${line} – ${clinicName}`;
}

/** Its id is what `Contribution.url` leads to; rendered Markdown cannot have the same one. */
function composeHeading(attribution: PrintedAttribution, position: number): Prose {
  const line = toAttributionLine(attribution);
  const html = `<h3 id="contribution-${position}">${escapeHtml(line)}</h3>`;
  return { markdown: `### ${escapeMarkdown(line)}`, html, text: line };
}

/** Title only: the address of the other post may change while this one does not. */
function composeRelatedLine(title: string): Prose {
  const text = `Related: ${title}`;
  return { markdown: escapeMarkdown(text), html: `<p>${escapeHtml(text)}</p>`, text };
}

function quote({ markdown, html, text }: Prose): Prose {
  const quoted = markdown.split("\n").map((line) => (line === "" ? ">" : `> ${line}`));
  return { markdown: quoted.join("\n"), html: `<blockquote>\n${html}\n</blockquote>`, text };
}

function escapeMarkdown(line: string): string {
  return line.replace(/[\\`*_[\]<>&~#|]/g, (character) => `\\${character}`);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
