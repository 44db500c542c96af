import { type EntityManager, MoreThan } from "typeorm";
import { Clinic } from "../content/clinics/clinic.entity.js";
import { Contribution } from "../content/contributions/contribution.entity.js";
import { Expert } from "../content/experts/expert.entity.js";
import { Link } from "../content/links/link.entity.js";
import { BlockRow } from "../content/posts/block.entity.js";
import { Post } from "../content/posts/post.entity.js";
import type { StoredPart } from "../content/posts/post-parts.js";
import type { FoundRow } from "../writing/lookups.js";
import { selectRows } from "../writing/rows.js";

/** A post with all that its file holds; rows are in the order of the document. */
export interface PostToExport {
  post: Post;
  contributions: StoredPart[];
  links: StoredPart[];
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
  const contributions = await selectRows<StoredPart>(manager, Contribution, {
    where: { "post.rowId": keys },
    orderBy,
  });
  const links = await selectRows<StoredPart>(manager, Link, { where: { "source.rowId": keys }, orderBy });
  const blocks = await selectRows(manager, BlockRow, { where: { "post.rowId": keys }, orderBy });
  const byContribution = groupBy(contributions, "post.rowId");
  const byLink = groupBy(links, "source.rowId");
  const byBlock = groupBy(blocks, "post.rowId");
  return {
    posts: posts.map((post) => ({
      post,
      contributions: byContribution.get(post.rowId) ?? [],
      links: byLink.get(post.rowId) ?? [],
      blocks: byBlock.get(post.rowId) ?? [],
    })),
    experts: await readByKey(
      manager,
      Expert,
      contributions.map((row) => row["expert.rowId"]),
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
