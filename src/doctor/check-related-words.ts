import { Post } from "../content/posts/post.entity.js";
import { PostWord } from "../content/related-posts/post-word.entity.js";
import { readWords, type WordRow } from "../content/related-posts/read-words.js";
import { groupBy } from "../writing/group-by.js";
import { selectRows } from "../writing/rows.js";
import type { Examination } from "./examination.js";
import { readPages } from "./read-pages.js";
import { reindexHint } from "./reindex-hint.js";

const postsPerPage = 100;

/** Posts are related by the words that this version chooses from their texts. */
export async function checkRelatedWords(examination: Examination): Promise<void> {
  const { manager, found } = examination;
  const table = manager.connection.getMetadata(Post);
  for await (const posts of readPages(examination, table, { paths: ["slug"], size: postsPerPage })) {
    const postRowId = posts.map(({ key }) => key);
    const wanted = groupBy(await readWords(manager, postRowId), (row) => row.postRowId);
    const rows = await selectRows<WordRow>(manager, PostWord, { where: { postRowId } });
    const stored = groupBy(rows, (row) => row.postRowId);
    for (const { key, slug } of posts) {
      const [is, right] = [describe(stored.get(key)), describe(wanted.get(key))];
      if (is === right) continue;
      found.add(
        "related words",
        `post ${slug}`,
        `is related by ${is}; its text gives ${right}; ${reindexHint}`,
      );
    }
  }
}

function describe(rows: readonly WordRow[] | undefined): string {
  if (!rows) return "no words";
  const words = rows.map(({ word }) => word).sort();
  return `${words.join(", ")} (seen from ${rows[0]?.visibleFrom})`;
}
