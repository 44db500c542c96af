import { readFile } from "node:fs/promises";
import { renderMarkdown } from "../writing/render-markdown.js";

/** What has changed in the schema, from release to release. */
export interface Changelog {
  markdown: string;
  /** The same, sanitised. */
  html: string;
}

// The same two levels below the package for the sources and for what they compile to.
const changesFile = new URL("../../schema/CHANGES.md", import.meta.url);

export async function readChangelog(): Promise<Changelog> {
  const markdown = await readFile(changesFile, "utf8");
  return { markdown, html: renderMarkdown(markdown).html };
}
