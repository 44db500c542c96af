import { findFurniture } from "./furniture.js";
import { readHeading } from "./heading.js";
import type { Line } from "./lines.js";

const longestTitle = 300;
/** A title stands at the top; names and teasers further down are printed twice as well. */
const topLines = 40;

export interface TitleReading {
  title: string;
  /** The lines after the title. */
  body: Line[];
  /** The site's menu above the title. */
  above: Line[];
  /** The title's other prints. */
  again: Line[];
}

/**
 * The first line near the top that is printed twice in a row, or else the first line, if it can be a title.
 *
 * A line that stands there once and ends like a sentence, or names a contributor, is no title.
 */
export function findTitle(lines: readonly Line[]): TitleReading | undefined {
  const top = lines.slice(0, topLines);
  const firstContributor = top.findIndex(({ text }) => namesContributor(text));
  const candidates = firstContributor < 0 ? top : top.slice(0, firstContributor);
  const twice = candidates.findIndex(({ text }, at) => text === candidates[at + 1]?.text && canRepeat(text));
  const at = twice >= 0 ? twice : candidates.findIndex(({ text }) => findFurniture(text) === undefined);
  const title = candidates[at]?.text;
  if (title === undefined || (twice < 0 && !canStandAlone(title))) return undefined;
  const isAgain = ({ text }: Line, index: number) => index < topLines && text === title;
  const rest = lines.slice(at + 1);
  return {
    title,
    above: lines.slice(0, at),
    again: rest.filter(isAgain),
    body: rest.filter((line, index) => !isAgain(line, index)),
  };
}

function namesContributor(text: string): boolean {
  const reading = readHeading(text);
  return reading.kind === "unreadable" || (reading.kind === "heading" && reading.isCertain);
}

function canRepeat(text: string): boolean {
  return text.length <= longestTitle && findFurniture(text) === undefined;
}

function canStandAlone(text: string): boolean {
  return text.length <= longestTitle && !/(?:[.:;,…]|^related:.*)["'”’]?$/iu.test(text);
}
