import { readFile } from "node:fs/promises";
import type { EntityManager } from "typeorm";
import { parseArticle } from "../article/parse-article.js";
import { maximumArticleBytes } from "../article/read-text.js";
import type { ContentSource } from "../content-source.js";
import { findFileProblem, toReadingProblem } from "../file-faults.js";
import type { OpenedSource } from "../import-content.js";
import { parseNodeInput } from "../parse-node-input.js";
import { ArticleNodes } from "./article-nodes.js";

/** Reads the text of an article page and makes nodes of it that fit to those in the database. */
export async function openArticle(manager: EntityManager, path: string): Promise<OpenedSource> {
  const problem = await findFileProblem(path, "file", maximumArticleBytes);
  if (problem) return { problems: [problem] };
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { problems: [toReadingProblem(path, error)] };
  }
  const reading = parseArticle(bytes, path);
  if ("problems" in reading) return reading;
  const nodes = new ArticleNodes(manager, reading.article);
  const notes = await nodes.build(path);
  if (nodes.ambiguities.length > 0) {
    const problems = nodes.ambiguities.map(({ line, message }) => ({ source: path, line, message }));
    return { problems: problems.map((found) => ({ ...found, code: "REFERENCE_AMBIGUOUS" })) };
  }
  return { source: toSource(path, nodes), report: { article: notes } };
}

function toSource(source: string, { built }: ArticleNodes): ContentSource {
  return {
    async *items(only) {
      for (const [ordinal, { value, lineOf }] of built.entries()) {
        if (only && !only.has(ordinal)) continue;
        const place = { source, lineOf };
        yield { ordinal, place, ...parseNodeInput(value, place) };
      }
    },
  };
}
