import type { ParsedArticle } from "../article/article.js";
import type { TagMatch } from "../article/tag-matching.js";

/** What there is to say about the import of an article, beside what was written. */
export interface ArticleNotes {
  /** Slug of the post. */
  slug: string;
  /** Every tag that the article mentions, and whether that was enough. */
  tagMatches: TagMatch[];
  /** Slugs of tags that the post had and that the article does not speak of enough. */
  removedTags: string[];
  /** Whether there is no tag at all in the database. */
  isVocabularyEmpty: boolean;
  /** People and clinics that were there already, whose profiles stay as they are. */
  linked: { noun: "expert" | "clinic" | "author"; slug: string; line: number }[];
  dropped: ParsedArticle["dropped"];
  droppedCount: number;
}
