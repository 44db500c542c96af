import { readPrinted } from "../content/contributions/attribution.js";
import type { StoredPart } from "../content/posts/post-parts.js";
import { deriveNodeId } from "../graph/node-id.js";
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
    },
    body: renderPostBody(toBlocks(page, exported)),
  };
}

function toBlocks(page: PostPage, { post, contributions, links, blocks }: PostToExport): ExportedBlock[] {
  const parts = new Map<unknown, ExportedBlock>();
  const counts = new Map<unknown, number>();
  for (const row of contributions) {
    const count = (counts.get(row["expert.rowId"]) ?? 0) + 1;
    counts.set(row["expert.rowId"], count);
    parts.set(`contribution ${row.rowId}`, toContribution(page, { post: post.id, row, count }));
  }
  for (const [row, naturalKey] of toNaturalKeys(post.id, links)) {
    const id = underivable({ noun: "link", id: row.id, naturalKey });
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
  { post, row, count }: { post: string; row: StoredPart; count: number },
): ExportedBlock {
  const expert = experts.get(row["expert.rowId"]);
  const { honorific, name, credentials, title, clinicName } = readPrinted(row);
  const naturalKey = `${post}/${expert?.id}/${count}`;
  return {
    kind: "contribution",
    id: underivable({ noun: "contribution", id: row.id, naturalKey }),
    expert: expert?.slug ?? "",
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
  const body = [...toNaturalKeys(post.id, links)].filter(([row]) => row.kind === "BODY");
  const isDerivable = body.every(
    ([row, naturalKey]) => underivable({ noun: "link", id: row.id, naturalKey }) === undefined,
  );
  return isDerivable ? undefined : body.map(([row]) => row.id);
}

function* toNaturalKeys(post: string, links: readonly StoredPart[]): Generator<[StoredPart, string]> {
  const counts = new Map<string, number>();
  for (const row of links) {
    const name = `${row.kind}/${row.titleKey}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    yield [row, `${post}/${name}/${count}`];
  }
}

interface PartIdentity {
  noun: "contribution" | "link";
  id: string;
  naturalKey: string;
}

/** The id, when an import into an empty database would not derive the same one. */
function underivable({ noun, id, naturalKey }: PartIdentity): string | undefined {
  return deriveNodeId(noun, naturalKey) === id ? undefined : id;
}
