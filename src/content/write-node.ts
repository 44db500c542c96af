import type { WriteResult } from "../writing/write-result.js";
import type { WriteTransaction } from "../writing/write-transaction.js";
import { Author } from "./authors/author.entity.js";
import { writeAuthor } from "./authors/author.writer.js";
import { Clinic } from "./clinics/clinic.entity.js";
import { writeClinic } from "./clinics/clinic.writer.js";
import { Expert } from "./experts/expert.entity.js";
import { writeExpert } from "./experts/expert.writer.js";
import type { NodeInput } from "./node-input.js";
import { writePost } from "./posts/post.writer.js";
import { Region } from "./regions/region.entity.js";
import { writeRegion } from "./regions/region.writer.js";
import { Tag } from "./tags/tag.entity.js";
import { writeTag } from "./tags/tag.writer.js";

const tables = { region: Region, clinic: Clinic, expert: Expert, tag: Tag, author: Author };

/**
 * The one door for writes: creates the node, or changes what differs from what is stored, and logs that.
 *
 * A write that fails half way leaves nothing behind; the transaction around it goes on.
 */
export async function writeNode(transaction: WriteTransaction, input: NodeInput): Promise<WriteResult> {
  const { manager, lookups } = transaction;
  try {
    // A transaction within a transaction is a savepoint.
    const result = await manager.transaction(() => write(transaction, input));
    if (input.type !== "post" && "written" in result) lookups.forget(tables[input.type]);
    return result;
  } catch (error) {
    lookups.forget();
    throw error;
  }
}

async function write(transaction: WriteTransaction, input: NodeInput): Promise<WriteResult> {
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
    case "post":
      return await writePost(transaction, input);
  }
}
