import { chooseWords } from "../../related/choose-words.js";
import { groupBy } from "../../writing/group-by.js";
import { deleteRows, insertRows, selectRows } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { BlockRow } from "../posts/block.entity.js";
import { Post } from "../posts/post.entity.js";
import { toVisibleFrom } from "../posts/visible-from.js";
import { PostWord } from "./post-word.entity.js";

interface StoredPost extends Record<string, unknown> {
  rowId: number;
  title: string;
  excerpt: string | null;
}

interface StoredBlock extends Record<string, unknown> {
  "post.rowId": number;
  "body.text": string;
}

const postsPerPage = 500;

/** Chooses the words of these posts from what is stored of them. */
export async function saveWords({ manager }: WriteTransaction, posts: readonly number[]): Promise<void> {
  for (let start = 0; start < posts.length; start += postsPerPage) {
    const rowId = posts.slice(start, start + postsPerPage);
    const stored = await selectRows<StoredPost>(manager, Post, { where: { rowId } });
    const blocks = await selectRows<StoredBlock>(manager, BlockRow, {
      where: { "post.rowId": rowId, kind: "TEXT" },
      isWanted: (path) => path === "post.rowId" || path === "position" || path === "body.text",
    });
    const bodies = groupBy(blocks, (block) => block["post.rowId"]);
    const rows = stored.flatMap((post) => {
      const body = (bodies.get(post.rowId) ?? []).map((block) => block["body.text"]).join("\n");
      const visibleFrom = toVisibleFrom(post);
      return chooseWords({ ...post, body }).map((word) => ({ postRowId: post.rowId, word, visibleFrom }));
    });
    await deleteRows(manager, PostWord, { postRowId: rowId });
    await insertRows(manager, PostWord, rows);
  }
}
