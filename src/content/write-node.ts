import { invariant } from "../errors.js";
import type { WriteResult } from "../writing/write-result.js";
import { type WriteTransaction, writeWhole } from "../writing/write-transaction.js";
import { Author } from "./authors/author.entity.js";
import { writeAuthor } from "./authors/author.writer.js";
import { Clinic } from "./clinics/clinic.entity.js";
import { writeClinic } from "./clinics/clinic.writer.js";
import { Expert } from "./experts/expert.entity.js";
import { writeExpert } from "./experts/expert.writer.js";
import type { NodeInput, NodeInputOf, NodeInputType } from "./node-input.js";
import { writePosts } from "./posts/post.writer.js";
import { Region } from "./regions/region.entity.js";
import { writeRegion } from "./regions/region.writer.js";
import { Tag } from "./tags/tag.entity.js";
import { writeTag } from "./tags/tag.writer.js";

const tables = { region: Region, clinic: Clinic, expert: Expert, tag: Tag, author: Author };

type NamedNodeInput = NodeInputOf<Exclude<NodeInputType, "post">>;

/**
 * The one door for writes: creates the node, or changes what differs from what is stored, and logs that.
 *
 * A write that fails half way leaves nothing behind; the transaction around it goes on. Many posts are written faster
 * by `writePosts`.
 */
export async function writeNode(transaction: WriteTransaction, input: NodeInput): Promise<WriteResult> {
  if (input.type === "post") return await writePost(transaction, input);
  const result = await writeWhole(transaction, () => writeNamedNode(transaction, input));
  if ("written" in result) transaction.lookups.forget(tables[input.type]);
  return result;
}

async function writePost(transaction: WriteTransaction, input: NodeInputOf<"post">): Promise<WriteResult> {
  const results: WriteResult[] = [];
  await writePosts(transaction, [input], (_, result) => results.push(result));
  const [only] = results;
  invariant(only, "each post has its result");
  return only;
}

async function writeNamedNode(transaction: WriteTransaction, input: NamedNodeInput): Promise<WriteResult> {
  switch (input.type) {
    case "region":
      return await writeRegion(transaction, input);
    case "clinic":
      return await writeClinic(transaction, input);
    case "expert":
      return await writeExpert(transaction, input);
    case "tag":
      return await writeTag(transaction, input);
    case "author":
      return await writeAuthor(transaction, input);
  }
}
