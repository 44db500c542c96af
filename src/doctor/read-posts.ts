import { Contribution } from "../content/contributions/contribution.entity.js";
import { Correction } from "../content/corrections/correction.entity.js";
import { Link } from "../content/links/link.entity.js";
import { BlockRow } from "../content/posts/block.entity.js";
import { Post } from "../content/posts/post.entity.js";
import { PostBody } from "../content/posts/post-body.entity.js";
import type { EntityClass } from "../graph/plan-rules.js";
import { selectRows } from "../writing/rows.js";
import type { Examination } from "./examination.js";
import { readPages } from "./read-pages.js";
import type { ReadRow } from "./read-rows.js";

export type PartRow = Readonly<Record<string, unknown>> & { rowId: number; position: number };

/** A post with all that it is made of; lists are in the order of their positions. */
export interface PostRows {
  slug: string;
  body: Readonly<Record<string, unknown>> | undefined;
  blocks: readonly PartRow[];
  contributions: readonly PartRow[];
  links: readonly PartRow[];
  corrections: readonly PartRow[];
}

const postsPerPage = 50;

/** All posts, a page in memory at a time. */
export async function* readPosts(examination: Examination): AsyncGenerator<PostRows> {
  const table = examination.manager.connection.getMetadata(Post);
  for await (const page of readPages(examination, table, { paths: ["slug"], size: postsPerPage })) {
    yield* await readParts(examination, page);
  }
}

async function readParts({ manager }: Examination, posts: readonly ReadRow[]): Promise<PostRows[]> {
  const keys = posts.map(({ key }) => key);
  const read = async (table: EntityClass, owner: string) => {
    const rows = await selectRows<PartRow>(manager, table, { where: { [owner]: keys }, orderBy: "position" });
    return groupBy(rows, owner);
  };
  const bodies = await selectRows(manager, PostBody, { where: { postRowId: keys } });
  const bodyOf = new Map(bodies.map((body) => [body.postRowId, body]));
  const blocks = await read(BlockRow, "post.rowId");
  const contributions = await read(Contribution, "post.rowId");
  const links = await read(Link, "source.rowId");
  const corrections = await read(Correction, "post.rowId");
  return posts.map(({ key, slug }) => ({
    slug: String(slug),
    body: bodyOf.get(key),
    blocks: blocks.get(key) ?? [],
    contributions: contributions.get(key) ?? [],
    links: links.get(key) ?? [],
    corrections: corrections.get(key) ?? [],
  }));
}

function groupBy(rows: readonly PartRow[], path: string): Map<unknown, PartRow[]> {
  const groups = new Map<unknown, PartRow[]>();
  for (const row of rows) {
    const group = groups.get(row[path]);
    if (group) group.push(row);
    else groups.set(row[path], [row]);
  }
  return groups;
}
