import { readPrinted } from "../content/contributions/attribution.js";
import { toCorrectionDrafts } from "../content/corrections/post-corrections.js";
import { toReviewDraft } from "../content/medical-reviews/post-review.js";
import type { MedicalReviewDraft } from "../content/node-input.js";
import { findUnderivableId, toNaturalKeys } from "../content/posts/natural-keys.js";
import type { StoredPart } from "../content/posts/post-parts.js";
import { toSourceDrafts } from "../content/sources/post-sources.js";
import type { NodeFile } from "./node-file.js";
import type { PostPage, PostToExport } from "./read-posts.js";
import { type ExportedBlock, renderPostBody } from "./render-post-body.js";

/** The file of a post. */
export function toPostFile(page: PostPage, exported: PostToExport): NodeFile {
  const { post } = exported;
  const { slug, title, excerpt, status, publishedAt, updatedAt, author, taggings } = post;
  return {
    type: "post",
    slug,
    id: post.id,
    values: {
      title,
      excerpt: excerpt ?? undefined,
      status,
      publishedAt: publishedAt ?? undefined,
      updatedAt: updatedAt === publishedAt ? undefined : (updatedAt ?? undefined),
      author: author?.slug,
      tags: taggings.length === 0 ? undefined : taggings.map(({ tag }) => tag.slug).sort(),
      bodyLinkIds: toBodyLinkIds(exported),
      medicalReview: toReview(page, exported),
      corrections: unlessEmpty(toCorrectionDrafts(post.id, exported.corrections)),
      sources: unlessEmpty(toSourceDrafts(post.id, exported.sources)),
    },
    body: renderPostBody(toBlocks(page, exported)),
  };
}

function toReview({ experts }: PostPage, { review }: PostToExport): MedicalReviewDraft | undefined {
  return review && toReviewDraft(review, experts.get(review["expert.rowId"])?.slug);
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function toBlocks(page: PostPage, { post, contributions, links, blocks }: PostToExport): ExportedBlock[] {
  const parts = new Map<unknown, ExportedBlock>();
  const speakers = contributions.map((row) => page.experts.get(row["expert.rowId"])?.id ?? "");
  const naturalKeys = toNaturalKeys(speakers);
  for (const [index, row] of contributions.entries()) {
    const id = findUnderivableId("contribution", {
      post: post.id,
      naturalKey: naturalKeys[index],
      id: row.id,
    });
    parts.set(`contribution ${row.rowId}`, toContribution(page, row, id));
  }
  for (const { row, id } of identifyLinks(post.id, links)) {
    const target = row.targetSlug as string | null;
    parts.set(`link ${row.rowId}`, {
      kind: "related",
      id,
      title: String(row.title),
      post: target ?? undefined,
    });
  }
  return blocks.flatMap((block) => {
    if (block.kind === "TEXT") return [{ kind: "text", markdown: String(block["body.markdown"]) }];
    const isLink = block.kind === "RELATED_LINK";
    const key = isLink ? `link ${block["link.rowId"]}` : `contribution ${block["contribution.rowId"]}`;
    return parts.get(key) ?? [];
  });
}

function toContribution(
  { experts, clinics }: PostPage,
  row: StoredPart,
  id: string | undefined,
): ExportedBlock {
  const { honorific, name, credentials, title, clinicName } = readPrinted(row);
  return {
    kind: "contribution",
    id,
    expert: experts.get(row["expert.rowId"])?.slug ?? "",
    contribution: String(row.kind),
    honorific: honorific ?? undefined,
    name,
    credentials,
    title: title ?? undefined,
    clinicName: clinicName ?? undefined,
    clinic: clinics.get(row["clinic.rowId"])?.slug,
    markdown: String(row["body.markdown"]),
  };
}

/** Hyperlinks stand in the prose and have no place for an id there. */
function toBodyLinkIds({ post, links }: PostToExport): string[] | undefined {
  const body = identifyLinks(post.id, links).filter(({ row }) => row.kind === "BODY");
  return body.every(({ id }) => id === undefined) ? undefined : body.map(({ row }) => row.id);
}

/** The links of a post, each with its id where that cannot be derived. */
function identifyLinks(
  post: string,
  links: readonly StoredPart[],
): { row: StoredPart; id: string | undefined }[] {
  const naturalKeys = toNaturalKeys(links.map(({ kind, titleKey }) => `${kind}/${titleKey}`));
  return links.map((row, index) => ({
    row,
    id: findUnderivableId("link", { post, naturalKey: naturalKeys[index], id: row.id }),
  }));
}
