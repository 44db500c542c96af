import type { CorrectionCommentLeaf, CreativeWorkLeaf, MedicalWebPageLeaf } from "schema-dts";
import { type DescribedPerson, toPersonNode } from "../experts/person-node.js";
import { present } from "../json-ld.js";

interface DescribedSource {
  title: string;
  url: string | null;
  doi: string | null;
  authors: readonly string[];
  publisher: string | null;
  year: number | null;
}

/** What a post rests on, as its JSON-LD needs it. */
export interface DescribedTrust {
  medicalReview: {
    reviewedOn: string;
    reviewer: DescribedPerson;
    expert: { url: string } | null;
  } | null;
  sources: { nodes: DescribedSource[] };
  corrections: { nodes: { text: string; correctedOn: string }[] };
}

/** The selection of `DescribedTrust` on a post. */
export const describedTrust = `
  medicalReview { reviewedOn reviewer { honorific name credentials title } expert { url } }
  sources(first: 30) { nodes { title url doi authors publisher year } }
  corrections(first: 10) { nodes { text: body(format: TEXT) correctedOn } }`;

/** Who reviewed the page last, and when; nothing when nobody has. */
export function describeReview({
  medicalReview,
}: DescribedTrust): Pick<MedicalWebPageLeaf, "lastReviewed" | "reviewedBy"> {
  if (!medicalReview) return {};
  const { reviewedOn, reviewer, expert } = medicalReview;
  return { lastReviewed: reviewedOn, reviewedBy: toPersonNode(reviewer, { url: expert?.url }) };
}

/** What the article relies on. */
export function listCitations({ sources }: DescribedTrust): CreativeWorkLeaf[] {
  return sources.nodes.map(({ title, url, doi, authors, publisher, year }) => ({
    "@type": "CreativeWork",
    name: title,
    ...present({
      url: url ?? (doi === null ? null : `https://doi.org/${doi}`),
      identifier: doi === null ? null : `doi:${doi}`,
      author: authors.map((name) => ({ "@type": "Person", name }) as const),
      publisher: publisher === null ? null : ({ "@type": "Organization", name: publisher } as const),
      copyrightYear: year,
    }),
  }));
}

/** What was put right in it. */
export function listCorrections({ corrections }: DescribedTrust): CorrectionCommentLeaf[] {
  return corrections.nodes.map(({ text, correctedOn }) => ({
    "@type": "CorrectionComment",
    text,
    datePublished: correctedOn,
  }));
}
