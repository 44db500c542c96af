import type { EntityManager } from "typeorm";
import { Tag } from "../../content/tags/tag.entity.js";
import type { ParsedArticle } from "../article/article.js";
import { matchTags, type TagMatch } from "../article/tag-matching.js";

export interface Tagging {
  /** Slugs of the tags that the article gets. */
  tags: string[];
  matches: TagMatch[];
  isVocabularyEmpty: boolean;
}

/** Tags an article by the words of the tags in the database. */
export async function tagArticle(manager: EntityManager, article: ParsedArticle): Promise<Tagging> {
  const tags = await manager.find(Tag, { order: { slug: "ASC" } });
  const vocabulary = tags.map(({ slug, name, synonyms }) => ({ slug, names: [name, ...synonyms] }));
  const matches = matchTags(article, vocabulary);
  return {
    tags: matches.filter(({ tagged }) => tagged).map(({ slug }) => slug),
    matches,
    isVocabularyEmpty: tags.length === 0,
  };
}
