import { type EntityManager, MoreThan } from "typeorm";
import { Clinic } from "../content/clinics/clinic.entity.js";
import { Contribution } from "../content/contributions/contribution.entity.js";
import { Correction } from "../content/corrections/correction.entity.js";
import { Expert } from "../content/experts/expert.entity.js";
import { Link } from "../content/links/link.entity.js";
import { MedicalReview } from "../content/medical-reviews/medical-review.entity.js";
import type { StoredReview } from "../content/medical-reviews/post-review.js";
import { BlockRow } from "../content/posts/block.entity.js";
import { Post } from "../content/posts/post.entity.js";
import type { StoredPart } from "../content/posts/post-parts.js";
import { Source } from "../content/sources/source.entity.js";
import type { FoundRow } from "../writing/lookups.js";
import { selectRows } from "../writing/rows.js";

/** A post with all that its file holds; rows are in the order of the document. */
export interface PostToExport {
  post: Post;
  contributions: StoredPart[];
  links: StoredPart[];
  sources: StoredPart[];
  corrections: StoredPart[];
  review: StoredReview | undefined;
  blocks: Record<string, unknown>[];
}

/** Who the parts of some posts speak of, by internal key. */
export interface PostPage {
  posts: PostToExport[];
  experts: ReadonlyMap<unknown, FoundRow>;
  clinics: ReadonlyMap<unknown, FoundRow>;
}

const pageSize = 100;

/** All posts by slug, a page at a time. */
export async function* readPostPages(manager: EntityManager): AsyncGenerator<PostPage> {
  let last = "";
  for (;;) {
    const posts = await manager.find(Post, {
      where: { slug: MoreThan(last) },
      relations: { author: true, taggings: { tag: true } },
      relationLoadStrategy: "query",
      order: { slug: "ASC" },
      take: pageSize,
    });
    const final = posts.at(-1);
    if (!final) return;
    yield await readParts(manager, posts);
    last = final.slug;
  }
}

async function readParts(manager: EntityManager, posts: readonly Post[]): Promise<PostPage> {
  const keys = posts.map(({ rowId }) => rowId);
  const orderBy = "position";
  const ofPosts = { where: { "post.rowId": keys }, orderBy };
  const contributions = await selectRows<StoredPart>(manager, Contribution, ofPosts);
  const links = await selectRows<StoredPart>(manager, Link, { where: { "source.rowId": keys }, orderBy });
  const sources = await selectRows<StoredPart>(manager, Source, ofPosts);
  const corrections = await selectRows<StoredPart>(manager, Correction, ofPosts);
  const reviews = await selectRows(manager, MedicalReview, { where: { postRowId: keys } });
  const blocks = await selectRows(manager, BlockRow, ofPosts);
  const byContribution = groupBy(contributions, "post.rowId");
  const byLink = groupBy(links, "source.rowId");
  const bySource = groupBy(sources, "post.rowId");
  const byCorrection = groupBy(corrections, "post.rowId");
  const byReview = groupBy(reviews, "postRowId");
  const byBlock = groupBy(blocks, "post.rowId");
  return {
    posts: posts.map((post) => ({
      post,
      contributions: byContribution.get(post.rowId) ?? [],
      links: byLink.get(post.rowId) ?? [],
      sources: bySource.get(post.rowId) ?? [],
      corrections: byCorrection.get(post.rowId) ?? [],
      review: byReview.get(post.rowId)?.[0],
      blocks: byBlock.get(post.rowId) ?? [],
    })),
    experts: await readByKey(
      manager,
      Expert,
      [...contributions, ...reviews].map((row) => row["expert.rowId"]),
    ),
    clinics: await readByKey(
      manager,
      Clinic,
      contributions.map((row) => row["clinic.rowId"]),
    ),
  };
}

async function readByKey(
  manager: EntityManager,
  table: typeof Expert | typeof Clinic,
  keys: readonly unknown[],
): Promise<Map<unknown, FoundRow>> {
  const rowId = [...new Set(keys)].filter((key) => typeof key === "number");
  const rows = await selectRows<FoundRow>(manager, table, { where: { rowId } });
  return new Map(rows.map((row) => [row.rowId, row]));
}

function groupBy<T extends Record<string, unknown>>(rows: readonly T[], column: string): Map<unknown, T[]> {
  const groups = new Map<unknown, T[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group) group.push(row);
    else groups.set(row[column], [row]);
  }
  return groups;
}
