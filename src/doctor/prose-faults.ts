import { type RenderedProse, renderMarkdown } from "../writing/render-markdown.js";

/** Prose as the columns of a row have it. */
export interface StoredProse {
  markdown: unknown;
  html: unknown;
  text: unknown;
}

type WantedProse = Record<keyof StoredProse, string | null>;

const absentProse: WantedProse = { markdown: null, html: null, text: null };

/** How stored prose differs from what this version renders from its Markdown. */
export function listProseFaults(
  stored: StoredProse,
  rendered: RenderedProse | undefined = renderStored(stored),
): string[] {
  const { markdown } = stored;
  const wanted = rendered ? { ...rendered, markdown: String(markdown) } : absentProse;
  return listDifferences(stored, wanted, "this version renders");
}

/** What this version renders from the Markdown; undefined where there is none. */
function renderStored({ markdown }: StoredProse): RenderedProse | undefined {
  return typeof markdown === "string" ? renderMarkdown(markdown) : undefined;
}

/** The formats in which stored prose is not what it should be; `maker` says whose doing the right one is. */
export function listDifferences(stored: StoredProse, wanted: WantedProse, maker: string): string[] {
  return (["markdown", "html", "text"] as const).flatMap((format) => {
    const is = stored[format];
    const right = wanted[format];
    if (is === right) return [];
    if (typeof is !== "string") return [`its ${format} is missing; write it again by an import`];
    if (right === null) return [`it has ${format} but no Markdown; write it again by an import`];
    const { place, excerpts } = compareTexts(is, right);
    const [stands, wants] = excerpts;
    return [
      `its ${format} has ${stands} at character ${place} where ${maker} ${wants}; write it again by an import`,
    ];
  });
}

const excerptLength = 30;

/** Where two texts begin to differ, from 1, and what stands there in each. */
function compareTexts(first: string, second: string): { place: number; excerpts: [string, string] } {
  let index = 0;
  while (index < first.length && first[index] === second[index]) index += 1;
  const toExcerpt = (text: string) =>
    index < text.length ? JSON.stringify(text.slice(index, index + excerptLength)) : "its end";
  return { place: index + 1, excerpts: [toExcerpt(first), toExcerpt(second)] };
}
