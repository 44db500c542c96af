import type { Examination } from "./examination.js";
import { listBodyFaults } from "./post-body-faults.js";
import { listLinkFaults } from "./post-link-faults.js";
import { listPartFaults } from "./post-part-faults.js";
import { listProseFaults } from "./prose-faults.js";
import { readPosts } from "./read-posts.js";
import { type RenderedPost, renderPost } from "./rendered-post.js";

const rules: Readonly<Record<string, (post: RenderedPost) => Iterable<string>>> = {
  "rendered prose": listPieceFaults,
  blocks: listPartFaults,
  "links in order": listLinkFaults,
  "whole posts": listBodyFaults,
};

/** What a post's rows say of each other, and what is derived from its Markdown; each post is read and rendered once. */
export async function checkPosts(examination: Examination): Promise<void> {
  for await (const rows of readPosts(examination)) {
    const post = renderPost(rows);
    for (const [check, listFaults] of Object.entries(rules)) {
      for (const message of listFaults(post)) examination.found.add(check, `post ${post.slug}`, message);
    }
  }
}

function* listPieceFaults({ texts, quotes, correctionPieces }: RenderedPost): Generator<string> {
  for (const { name, stored, rendered } of [...texts.values(), ...quotes.values(), ...correctionPieces]) {
    for (const fault of listProseFaults(stored, rendered)) yield `${name}: ${fault}`;
  }
}
