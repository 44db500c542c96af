import type { ArticleHeading } from "./article.js";
import { readCredentials, splitTrailingCredentials } from "./credentials.js";
import {
  containsHonorific,
  findNameFault,
  hasTopicWord,
  isNameSuffix,
  splitHonorific,
} from "./person-name.js";
import { endsSentence, opensWithQuote } from "./prose.js";

const longestHeading = 250;
const separator = /\s(?:-{1,3}|[‒–—―|])(?:\s|$)|\s[–—―]|[–—―]\s|[–—―]$|[—―]/u;
const ordinal = /^\d{1,3}[.)]\s+/u;
/** Words whose period ends an abbreviation, not a sentence; credentials are others. */
const abbreviation = /^(?:Inc|Ltd|Co|Corp|LLC|PLLC|Jr|Sr|(?:\p{L}{1,5}\.)+\p{L}{1,3})$/u;
const clause = /^(?:who|whose|which|says|said|told|tells|explains|notes|adds)\b/iu;

/**
 * What a line says about a contributor, judged by itself.
 *
 * A heading is certain when it has a known credential, or an honorific and a clinic; others (a name and a dash, an
 * honorific and a name) count only when running text follows. An unreadable line has the form of a heading, but its
 * parts cannot be told apart.
 */
export type HeadingReading =
  | { kind: "heading"; heading: ArticleHeading; isCertain: boolean }
  | { kind: "unreadable"; why: string }
  | { kind: "none" };

/**
 * Reads `Honorific Name, Credentials…, Title… – Clinic – Clinic's tagline`; all but the name may be missing.
 *
 * Separators are en dash, em dash, and a hyphen or bar between spaces; a hyphen or en dash inside a word is none.
 * Comma parts behind the name are credentials up to the first that is not one; from there on they are the title.
 * A heading is one line of at most 250 characters that neither opens with a quotation mark nor ends a sentence.
 */
export function readHeading(line: string): HeadingReading {
  const text = line.replace(ordinal, "");
  if (!hasHeadingForm(text)) return { kind: "none" };
  const [person = "", ...places] = text.split(separator).map((part) => part.trim());
  const parts = readPerson(person);
  const isDashed = places.length > 0;
  if (!namesPerson(parts, isDashed)) return { kind: "none" };
  const why = findFault(parts, places);
  const isCertain = parts.isKnown || (parts.honorific !== undefined && isDashed);
  if (why === undefined) return { kind: "heading", heading: toHeading(parts, places), isCertain };
  return isCertain && isDashed ? { kind: "unreadable", why } : { kind: "none" };
}

/** A known credential speaks for a person in any case; an honorific or a dash does unless the name is a topic. */
function namesPerson(parts: PersonParts, isDashed: boolean): boolean {
  if (clause.test(parts.title ?? "")) return false;
  return parts.isKnown || ((isDashed || parts.honorific !== undefined) && !hasTopicWord(parts.name));
}

interface PersonParts {
  honorific?: string;
  name: string;
  suffixes: string[];
  credentials: string[];
  /** One of the credentials stands in the table. */
  isKnown: boolean;
  title?: string;
}

function hasHeadingForm(text: string): boolean {
  if (text.length > longestHeading || opensWithQuote(text)) return false;
  return !endsSentence(text) || endsAbbreviation(text);
}

function endsAbbreviation(text: string): boolean {
  if (!text.endsWith(".")) return false;
  const word = text.slice(text.lastIndexOf(" ") + 1, -1);
  return abbreviation.test(word) || readCredentials(word)?.isKnown === true;
}

function readPerson(person: string): PersonParts {
  const [first = "", ...rest] = person.split(",").map((part) => part.trim());
  const { rest: unprefixed, ...honorific } = splitHonorific(first);
  const { name, credentials } = splitTrailingCredentials(unprefixed.split(" "));
  const parts = rest.filter((part) => part !== "" && !isNameSuffix(part));
  const readings = leadingCredentials(parts);
  const title = parts.slice(readings.length).join(", ");
  return {
    ...honorific,
    name: name.join(" "),
    suffixes: rest.filter(isNameSuffix),
    credentials: [...credentials, ...readings.flatMap((reading) => reading.credentials)],
    isKnown: credentials.length > 0 || readings.some((reading) => reading.isKnown),
    ...(title && { title }),
  };
}

function leadingCredentials(parts: readonly string[]) {
  const readings = parts.map(readCredentials);
  const end = readings.indexOf(undefined);
  return readings.slice(0, end < 0 ? undefined : end).filter((reading) => reading !== undefined);
}

function findFault(parts: PersonParts, places: readonly string[]): string | undefined {
  const nameFault = findNameFault(parts.name);
  if (nameFault !== undefined) return nameFault;
  if (parts.honorific === undefined && !parts.name.includes(" "))
    return "a name of one word needs an honorific";
  if (/^(?:and|&)\s/iu.test(parts.title ?? "") || containsHonorific(parts.title ?? "")) {
    return "it names more than one person";
  }
  return places.includes("") ? "a dash has nothing behind it" : undefined;
}

function toHeading(parts: PersonParts, places: readonly string[]): ArticleHeading {
  const [clinic, ...tagline] = places;
  return {
    ...(parts.honorific && { honorific: parts.honorific }),
    name: [parts.name, ...parts.suffixes].join(", "),
    credentials: parts.credentials,
    ...(parts.title && { title: parts.title }),
    ...(clinic && { clinic }),
    ...(tagline.length > 0 && { clinicTagline: tagline.join(" – ") }),
  };
}
