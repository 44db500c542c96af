/**
 * How far a piece of furniture reaches: its own line; the lines under it, up to other furniture or the article going
 * on; or all that follows it on the page.
 */
export type FurnitureReach = "line" | "section" | "rest";

export interface Furniture {
  reason: string;
  reach: FurnitureReach;
}

interface FurnitureRow extends Furniture {
  pattern: RegExp;
}

const longestLine = 250;
const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";

/** Lines that sites print around an article; each pattern must match from the line's first character. */
const rows: readonly FurnitureRow[] = [
  {
    pattern: /^view all (?:posts|articles|stories) by\b/iu,
    reason: "link to the author's posts",
    reach: "line",
  },
  { pattern: /^about the author$/iu, reason: "label of the author box", reach: "line" },
  {
    pattern:
      /^(?:(?:medically |clinically |fact[- ]?)?(?:reviewed|checked|edited)|written|authored) by\b.{0,100}$/iu,
    reason: "credit line",
    reach: "line",
  },
  {
    pattern: /^(?:photo|image|illustration)s?(?: credit)?s?(?:: | by )/iu,
    reason: "picture credit",
    reach: "line",
  },
  {
    pattern: new RegExp(
      `^(?:(?:last )?(?:updated|published|posted|modified)(?: on)?:? )?(?:${month} \\d{1,2},? \\d{4}|\\d{1,2} ${month} \\d{4})$`,
      "iu",
    ),
    reason: "date line",
    reach: "line",
  },
  { pattern: /^\d{1,3}[- ]?min(?:ute)?s?\.?(?: read)?$/iu, reason: "reading time", reach: "line" },
  { pattern: /^skip to (?:main )?content$/iu, reason: "skip link", reach: "line" },
  {
    pattern: /^(?:share|tweet|pin|email|print)(?: (?:this|on|via|it)\b.{0,40})?:?$/iu,
    reason: "share menu",
    reach: "line",
  },
  {
    pattern:
      /^(?:facebook|twitter|x|linkedin|pinterest|whatsapp|reddit|telegram|copy link|click to share\b.{0,60})$/iu,
    reason: "share menu",
    reach: "line",
  },
  {
    pattern:
      /^(?:we use cookies\b|this (?:web)?site uses cookies\b|(?:accept|reject|manage)(?: all)? cookies$|cookie settings$)/iu,
    reason: "cookie notice",
    reach: "line",
  },
  { pattern: /^(?:advertisement|sponsored(?: content)?)$/iu, reason: "advertisement label", reach: "line" },
  {
    pattern: /^(?:subscribe|sign up)(?: (?:to|for)\b.{0,80}(?:newsletter|updates|list)\b.{0,20})?[.!]?$/iu,
    reason: "newsletter form",
    reach: "line",
  },
  {
    pattern: /^(?:tags|categories|category|filed under|posted in|tagged(?: with)?):/iu,
    reason: "list of tags",
    reach: "line",
  },
  { pattern: /^your e-?mail address will not be published\b/iu, reason: "comment form", reach: "line" },
  { pattern: /^required fields are marked\b/iu, reason: "required-fields notice", reach: "line" },
  { pattern: /^save my name,? e-?mail\b/iu, reason: "comment form", reach: "line" },
  { pattern: /^this site is protected by\b/iu, reason: "captcha notice", reach: "line" },
  { pattern: /^this site uses akismet\b/iu, reason: "spam-filter notice", reach: "line" },
  { pattern: /^(?:©|\(c\) |copyright\b).{0,120}\d{4}\b/iu, reason: "copyright line", reach: "line" },
  {
    pattern: /^(?:Posted |Published )?[Bb][Yy]:? \p{Lu}\S*(?: \S+){0,6} \p{Lu}[\p{L}’'-]*$/u,
    reason: "line that names the author",
    reach: "line",
  },
  { pattern: /^related\s?:$/iu, reason: "related line without a title", reach: "line" },
  {
    pattern:
      /^(?:related|recent|popular|similar|recommended|trending|latest) (?:posts|articles|stories|reading)$/iu,
    reason: "list of other posts",
    reach: "section",
  },
  {
    pattern: /^(?:you (?:may|might) (?:also )?(?:like|enjoy)|read next|more from\b.{0,60}|keep reading)$/iu,
    reason: "list of other posts",
    reach: "section",
  },
  {
    pattern: /^(?:previous|next) (?:post|article)\b/iu,
    reason: "link to the neighbouring post",
    reach: "section",
  },
  {
    pattern: /^(?:leave a (?:reply|comment)|post a comment|join the (?:discussion|conversation))\b/iu,
    reason: "comment form",
    reach: "rest",
  },
  {
    pattern: /^(?:comments(?: \(\d+\))?|\d+ (?:comments?|responses?|replies|thoughts? on\b.{0,200}))$/iu,
    reason: "comments",
    reach: "rest",
  },
  { pattern: /^explore\b.{0,80}\bregions$/iu, reason: "region menu", reach: "rest" },
];

/** The furniture that a line is, by the table of patterns; undefined when the line may belong to the article. */
export function findFurniture(text: string): Furniture | undefined {
  return text.length > longestLine ? undefined : rows.find(({ pattern }) => pattern.test(text));
}
