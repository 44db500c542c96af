import type {
  ArticleLeaf,
  MedicalWebPageLeaf,
  OrganizationLeaf,
  PersonLeaf,
  QuotationLeaf,
} from "schema-dts";
import type { Derivation } from "../../graph/derived-field.js";
import { type DescribedPerson, toPersonNode } from "../experts/person-node.js";
import { present, renderJsonLd, toBreadcrumbs } from "../json-ld.js";
import { type DescribedTag, describedTag, listConditions, listTherapies } from "../tags/tag-node.js";
import {
  type DescribedTrust,
  describedTrust,
  describeReview,
  listCitations,
  listCorrections,
} from "./trust-nodes.js";

interface DescribedContribution {
  url: string;
  kind: "QUOTE" | "STATEMENT" | "PARAPHRASE";
  text: string;
  attribution: DescribedPerson & { clinicName: string | null };
  expert: { url: string };
  clinic: { url: string } | null;
}

interface DescribedPost extends DescribedTrust {
  title: string;
  excerpt: string | null;
  url: string;
  publishedAt: string;
  updatedAt: string | null;
  author: { kind: "PERSON" | "ORGANIZATION"; name: string; url: string } | null;
  tags: { nodes: DescribedTag[] };
  contributions: { nodes: DescribedContribution[] };
}

/** `Post.jsonLd`: the page, the article on it with what was said, and the way to the page. */
export const postJsonLd: Derivation<DescribedPost> = {
  needs: `{
    title excerpt url publishedAt updatedAt
    author { kind name url }
    tags(first: 30) { nodes ${describedTag} }
    contributions(first: 50) {
      nodes {
        url kind
        text: body(format: TEXT)
        attribution { honorific name credentials title clinicName }
        expert { url }
        clinic { url }
      }
    }
    ${describedTrust}
  }`,
  derive(post) {
    const { title: name, url, tags } = post;
    const topic = findTopic(tags.nodes);
    return renderJsonLd([
      toPageNode(post),
      toArticleNode(post),
      toBreadcrumbs({ name, url }, topic ? [topic] : []),
    ]);
  },
};

function toPageNode(post: DescribedPost): MedicalWebPageLeaf {
  return {
    "@type": "MedicalWebPage",
    "@id": post.url,
    url: post.url,
    name: post.title,
    ...describe(post),
    mainEntity: { "@id": toArticleId(post) },
    ...describeReview(post),
    breadcrumb: { "@id": `${post.url}#breadcrumb` },
  };
}

function toArticleNode(post: DescribedPost): ArticleLeaf {
  const { url, title, author, tags, contributions } = post;
  return {
    "@type": "Article",
    "@id": toArticleId(post),
    url,
    headline: title,
    ...describe(post),
    mainEntityOfPage: { "@id": url },
    ...present({
      author: author && toAuthorNode(author),
      keywords: tags.nodes.filter(({ kind }) => kind === "TOPIC").map(({ name }) => name),
      contributor: listSpeakers(contributions.nodes),
      citation: listCitations(post),
      correction: listCorrections(post),
      hasPart: contributions.nodes.filter(({ kind }) => kind === "QUOTE").map(toQuotation),
    }),
  };
}

/** What page and article have in common. */
function describe({ excerpt, publishedAt, updatedAt, tags }: DescribedPost) {
  return {
    datePublished: publishedAt,
    dateModified: updatedAt ?? publishedAt,
    ...present({
      description: excerpt,
      about: [...listConditions(tags.nodes), ...listTherapies(tags.nodes)],
    }),
  };
}

function toArticleId({ url }: DescribedPost): string {
  return `${url}#article`;
}

function toAuthorNode({
  kind,
  name,
  url,
}: NonNullable<DescribedPost["author"]>): PersonLeaf | OrganizationLeaf {
  return { "@type": kind === "PERSON" ? "Person" : "Organization", name, url };
}

function toQuotation(contribution: DescribedContribution): QuotationLeaf {
  const { url, text } = contribution;
  const speaker = toSpeaker(contribution);
  return { "@type": "Quotation", "@id": url, url, text, creator: speaker, spokenByCharacter: speaker };
}

/** Who says it, as printed: the profile that the address leads to can say otherwise by now. */
function toSpeaker({ attribution, expert, clinic }: DescribedContribution) {
  const { clinicName: name, ...person } = attribution;
  const worksFor = name === null ? undefined : toPrintedClinic(name, clinic);
  return toPersonNode(person, { url: expert.url, worksFor });
}

function toPrintedClinic(name: string, clinic: DescribedContribution["clinic"]) {
  return clinic
    ? ({ "@type": "MedicalClinic", name, url: clinic.url } as const)
    : ({ "@type": "Organization", name } as const);
}

/** Each printed person once, in the order of the post. */
function listSpeakers(contributions: readonly DescribedContribution[]) {
  const speakers = contributions.map(toSpeaker);
  return [...new Map(speakers.map((speaker) => [JSON.stringify(speaker), speaker])).values()];
}

/** The tag that the way to the page leads over: a condition before a treatment, these before any other. */
function findTopic(tags: readonly DescribedTag[]): DescribedTag | undefined {
  const order = ["CONDITION", "TREATMENT", "TOPIC"];
  return [...tags].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))[0];
}
