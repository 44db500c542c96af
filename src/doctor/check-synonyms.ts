import { describeTagName, TagNames } from "../content/tags/tag-names.js";
import { parseList } from "./check-lists.js";
import type { Examination } from "./examination.js";
import { readRows } from "./read-rows.js";

/** A synonym leads to one tag. The names of all tags are held in memory. */
export async function checkSynonyms(examination: Examination): Promise<void> {
  const noun = examination.nouns.find(({ prefix }) => prefix === "tag");
  if (!noun) return;
  const names = new TagNames();
  const tags = new Map<string, string[]>();
  for await (const row of readRows(examination, noun.metadata, ["slug", "name", "synonyms"])) {
    const [slug, synonyms] = [String(row.slug), parseList(String(row.synonyms)) ?? []];
    names.save({ rowId: row.key, slug, name: String(row.name), synonyms });
    tags.set(slug, synonyms);
  }
  for (const [slug, synonyms] of tags) {
    for (const synonym of synonyms) {
      const other = names.find(synonym).find((bearer) => bearer.slug !== slug);
      if (!other) continue;
      examination.found.add(
        "synonyms",
        `tag ${slug}`,
        `has the synonym “${synonym}”, which is ${describeTagName(other)} too`,
      );
    }
  }
}
