import type { EntityManager } from "typeorm";
import { chooseWords } from "../../related/choose-words.js";
import { groupBy } from "../../writing/group-by.js";
import { selectRows } from "../../writing/rows.js";
import { BlockRow } from "../posts/block.entity.js";
import { Post } from "../posts/post.entity.js";
import { toVisibleFrom } from "../posts/visible-from.js";

/** A row of `post_word`. */
export type WordRow = { postRowId: number; word: string; visibleFrom: string | null };

interface StoredPost extends Record<string, unknown> {
  rowId: number;
  title: string;
  excerpt: string | null;
}

interface StoredBlock extends Record<string, unknown> {
  "post.rowId": number;
  "body.text": string;
}

/** The words of these posts, chosen from what is stored of them. */
export async function readWords(manager: EntityManager, posts: readonly number[]): Promise<WordRow[]> {
  const stored = await selectRows<StoredPost>(manager, Post, { where: { rowId: posts } });
  const blocks = await selectRows<StoredBlock>(manager, BlockRow, {
    where: { "post.rowId": posts, kind: "TEXT" },
    isWanted: (path) => path === "post.rowId" || path === "position" || path === "body.text",
  });
  const bodies = groupBy(blocks, (block) => block["post.rowId"]);
  return stored.flatMap((post) => {
    const body = (bodies.get(post.rowId) ?? []).map((block) => block["body.text"]).join("\n");
    const visibleFrom = toVisibleFrom(post);
    return chooseWords({ ...post, body }).map((word) => ({ postRowId: post.rowId, word, visibleFrom }));
  });
}
