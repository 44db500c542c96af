import type { Derivation } from "../../graph/derived-field.js";
import { toAttributionLine } from "../posts/compose-post-body.js";
import type { PrintedAttribution } from "./attribution.js";
import { type CitedName, toPersonName } from "./cited-name.js";
import type { CitationArguments } from "./contribution.inputs.js";
import { type CitedItem, formatCitation } from "./format-citation.js";

interface CitedContribution {
  id: string;
  url: string;
  kind: "QUOTE" | "STATEMENT" | "PARAPHRASE";
  text: string;
  attribution: PrintedAttribution;
  post: {
    title: string;
    publishedAt: string;
    author: { name: string; kind: "PERSON" | "ORGANIZATION" } | null;
  };
}

/** `Contribution.citation`: whoever found the words is cited for them, under the name that was printed. */
export const citation: Derivation<CitedContribution, CitationArguments> = {
  needs: `{
    id url kind
    text: body(format: TEXT)
    attribution { honorific name credentials title clinicName }
    post { title publishedAt author { name kind } }
  }`,
  // citeproc-js takes about a millisecond in the thread that answers all requests, which is dear.
  weight: 50,
  async derive(contribution, { style }) {
    const item = toCitedItem(contribution);
    return style === "CSL_JSON" ? JSON.stringify(item) : await formatCitation(item, style);
  },
};

/** A paraphrase is the editors' words, so that who signed the post is cited for it, and who was paraphrased named. */
function toCitedItem({ id, url, kind, text, attribution, post }: CitedContribution): CitedItem {
  const byline = post.author ? [toAuthorName(post.author)] : undefined;
  const isParaphrase = kind === "PARAPHRASE";
  const author = isParaphrase ? byline : [toPersonName(attribution.name)];
  return {
    id,
    type: "webpage",
    title: toTitle(text),
    genre: isParaphrase ? `Paraphrase of ${attribution.name}` : genres[kind],
    ...(author && { author }),
    "container-title": post.title,
    ...(byline && !isParaphrase && { "container-author": byline }),
    issued: { "date-parts": [toDateParts(post.publishedAt)] },
    URL: url,
    note: toAttributionLine(attribution),
  };
}

const genres = { QUOTE: "Quotation", STATEMENT: "Statement" };

function toAuthorName({ name, kind }: NonNullable<CitedContribution["post"]["author"]>): CitedName {
  return kind === "PERSON" ? toPersonName(name) : { literal: name };
}

const titleWords = 20;

/** Twenty long words; more comes of scripts without spaces, and citeproc-js takes a second for 40,000. */
const titleCharacters = 300;

/** The first 20 words, by which both styles name what has no title. */
function toTitle(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const whole = words.join(" ");
  const title = Array.from(words.slice(0, titleWords).join(" ")).slice(0, titleCharacters).join("");
  return title === whole ? title : `${title} …`;
}

/** Year, month and day in UTC, as the date is stored. */
function toDateParts(instant: string): number[] {
  return instant.slice(0, 10).split("-").map(Number);
}
