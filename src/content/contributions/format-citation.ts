import { citationLocale, citationStyles } from "./citation-styles.js";
import type { CitedName } from "./cited-name.js";

/** An item of CSL-JSON (schema 1.0.2), as far as contributions fill it. */
export interface CitedItem {
  id: string;
  type: "webpage";
  title: string;
  genre: string;
  author?: readonly CitedName[];
  "container-title": string;
  "container-author"?: readonly CitedName[];
  issued: { "date-parts": readonly [readonly number[]] };
  URL: string;
  note: string;
}

type Style = keyof typeof citationStyles;

type Format = (item: CitedItem) => string;

const formats = new Map<Style, Promise<Format>>();

/** One line of text; citeproc-js is loaded by the first that is asked for, because few processes need it. */
export async function formatCitation(item: CitedItem, style: Style): Promise<string> {
  const format = formats.get(style) ?? loadFormat(style);
  formats.set(style, format);
  return (await format)(item);
}

async function loadFormat(style: Style): Promise<Format> {
  const { default: citeproc } = await import("citeproc");
  let cited: CitedItem | undefined;
  const system = { retrieveLocale: () => citationLocale, retrieveItem: () => ({ ...cited }) };
  const engine = new citeproc.Engine(system, citationStyles[style], "en-US");
  engine.setOutputFormat("text");
  return (item) => {
    cited = item;
    // The engine keeps an item as it was until it is taken away.
    engine.updateItems([]);
    engine.updateItems([item.id]);
    const [, [entry = ""]] = engine.makeBibliography();
    return entry.trim();
  };
}
