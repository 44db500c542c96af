export interface QuoteReading {
  /** The quotation's paragraphs without the marks around them; marks inside stay. */
  paragraphs: string[];
  /** How many of the given paragraphs that are. */
  length: number;
  isClosed: boolean;
}

interface Mark {
  at: number;
  isOpening: boolean;
}

type FindMarks = (text: string) => Mark[];

/**
 * The quotation that the paragraphs begin with; undefined when the first is not inside quotation marks as a whole
 * (`“Rest,” she says` is text that quotes).
 *
 * The mark may be closed at the end of the last paragraph only, with or without paragraphs that open it again, or at
 * the end of each paragraph. A closing mark in the middle of a paragraph closes no quotation. Marks are told apart by
 * the characters around them, so that straight, curly, low, angled and mistyped ones work alike.
 *
 * When the closing mark is missing, all paragraphs are taken and `isClosed` is false.
 */
export function readQuote(paragraphs: readonly string[]): QuoteReading | undefined {
  const quote = readOneQuote(paragraphs, 0);
  if (!quote?.isClosed) return quote;
  while (quote.length < paragraphs.length) {
    const next = readOneQuote(paragraphs, quote.length);
    if (!next?.isClosed) break;
    for (const paragraph of next.paragraphs) quote.paragraphs.push(paragraph);
    quote.length += next.length;
  }
  return quote;
}

function readOneQuote(paragraphs: readonly string[], start: number): QuoteReading | undefined {
  const findMarks = chooseMarks(paragraphs[start] ?? "");
  if (findMarks === undefined) return undefined;
  const stripped: string[] = [];
  for (let at = start; at < paragraphs.length; at++) {
    const text = paragraphs[at] ?? "";
    const { opening, closing } = findOuterMarks(text, findMarks(text));
    if (at === start && opening === undefined) return undefined;
    stripped.push(withoutMarks(text, opening, closing));
    if (closing !== undefined) return { paragraphs: stripped, length: stripped.length, isClosed: true };
  }
  // An apostrophe may open a paragraph as well; only the mark that closes shows that it was none.
  if (findMarks === findSingleMarks) return undefined;
  return { paragraphs: stripped, length: stripped.length, isClosed: false };
}

function chooseMarks(text: string): FindMarks | undefined {
  if (/^["“”„‟«]/u.test(text)) return findDoubleMarks;
  return /^['‘]\p{L}/u.test(text) ? findSingleMarks : undefined;
}

/** The marks of the quotation that spans paragraphs: one at the start that nothing inside closes, one at the end. */
function findOuterMarks(text: string, marks: readonly Mark[]): { opening?: Mark; closing?: Mark } {
  const first = marks[0]?.at === 0 ? marks[0] : undefined;
  const last = marks.at(-1);
  const final =
    last && !last.isOpening && /^[.,;:!?…)\]\s]*$/u.test(text.slice(last.at + 1)) ? last : undefined;
  const partner = first && findPartner(marks);
  const opening = partner === undefined || partner === final ? first : undefined;
  const isClosing = final !== undefined && (partner === final || isUnmatched(marks));
  return { ...(opening && { opening }), ...(isClosing && { closing: final }) };
}

/** The mark that closes the first one. */
function findPartner(marks: readonly Mark[]): Mark | undefined {
  let depth = 0;
  return marks.find(({ isOpening }) => {
    depth += isOpening ? 1 : -1;
    return depth === 0;
  });
}

/** True when no mark of the paragraph opens what its last mark closes. */
function isUnmatched(marks: readonly Mark[]): boolean {
  let depth = 0;
  for (const { isOpening } of marks.slice(0, -1)) depth = Math.max(0, depth + (isOpening ? 1 : -1));
  return depth === 0;
}

function withoutMarks(text: string, opening?: Mark, closing?: Mark): string {
  const start = opening ? opening.at + 1 : 0;
  const kept = closing ? text.slice(start, closing.at) + text.slice(closing.at + 1) : text.slice(start);
  return kept.trim();
}

function findDoubleMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const { index: at } of text.matchAll(/["“”„‟«»]/gu)) {
    const last = marks.at(-1);
    const isNested = last?.isOpening === true && last.at === at - 1;
    marks.push({ at, isOpening: opens(text, at, isNested) });
  }
  return marks;
}

function opens(text: string, at: number, isNested: boolean): boolean {
  if (text[at] === "«" || text[at] === "»") return text[at] === "«";
  if (at === 0) return true;
  const isBeforeWord = /[^\s.,;:!?…)\]]/u.test(text[at + 1] ?? "");
  return isBeforeWord && (isNested || /[\s([{—–‘'-]/u.test(text[at - 1] ?? ""));
}

/** Inside a text a single mark is an apostrophe as a rule: only the paragraph's two ends count. */
function findSingleMarks(text: string): Mark[] {
  const marks: Mark[] = /^['‘]/u.test(text) ? [{ at: 0, isOpening: true }] : [];
  return /[.,!?…]['’]$/u.test(text) ? [...marks, { at: text.length - 1, isOpening: false }] : marks;
}
