import { loadRows } from "../../writing/load-rows.js";
import { deleteRows } from "../../writing/rows.js";
import type { SqlSession } from "../../writing/run-statement.js";
import { PostWord } from "./post-word.entity.js";
import { readWords } from "./read-words.js";

const postsPerPage = 500;

/** Chooses the words of these posts from what is stored of them. */
export async function saveWords(session: SqlSession, posts: readonly number[]): Promise<void> {
  const { manager } = session;
  for (let start = 0; start < posts.length; start += postsPerPage) {
    const postRowId = posts.slice(start, start + postsPerPage);
    const rows = await readWords(manager, postRowId);
    await deleteRows(manager, PostWord, { postRowId });
    await loadRows(session, PostWord, rows);
  }
}
