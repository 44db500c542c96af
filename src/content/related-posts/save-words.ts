import { deleteRows, insertRows } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { PostWord } from "./post-word.entity.js";
import { readWords } from "./read-words.js";

const postsPerPage = 500;

/** Chooses the words of these posts from what is stored of them. */
export async function saveWords({ manager }: WriteTransaction, posts: readonly number[]): Promise<void> {
  for (let start = 0; start < posts.length; start += postsPerPage) {
    const postRowId = posts.slice(start, start + postsPerPage);
    const rows = await readWords(manager, postRowId);
    await deleteRows(manager, PostWord, { postRowId });
    await insertRows(manager, PostWord, rows);
  }
}
