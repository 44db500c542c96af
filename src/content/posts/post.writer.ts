import { toNameKey } from "../../graph/name-key.js";
import { recordChanges } from "../../writing/change-log.js";
import type { FoundRow } from "../../writing/lookups.js";
import { chooseId, identify } from "../../writing/node-identity.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import { insertNodes, insertRows, type Row, toChanges, updateRow } from "../../writing/rows.js";
import type { MissingReference, WriteFault, WriteResult, WrittenNode } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Author } from "../authors/author.entity.js";
import { type ContributionPlan, planContributions } from "../contributions/post-contributions.js";
import { planLinks } from "../links/post-links.js";
import { resolveLinksTo } from "../links/resolve-links.js";
import type { NodeInputOf } from "../node-input.js";
import { Tag } from "../tags/tag.entity.js";
import { planTagSet, saveTagSet } from "../tags/tag-set.js";
import { Tagging } from "../tags/tagging.entity.js";
import { composePostBody, type Prose } from "./compose-post-body.js";
import { Post } from "./post.entity.js";
import { areBlocksChanged, replaceBlocks, toBlockRows } from "./post-blocks.js";
import { PostBody } from "./post-body.entity.js";
import { outlinePost, type PostOutline } from "./post-outline.js";
import { chooseIds, findIdFaults, isPartListChanged, type PartListPlan, savePartList } from "./post-parts.js";
import { emptyPost, readStoredPost, type StoredPost } from "./stored-post.js";
import { saveVisibleFrom, toVisibleFrom } from "./visible-from.js";

type PostInput = NodeInputOf<"post">;

/** Everything that the post is to be, and what differs from what is stored. */
interface PostPlan {
  input: PostInput;
  stored: StoredPost;
  outline: PostOutline;
  contributions: ContributionPlan;
  links: PartListPlan;
  body: Prose;
  author: FoundRow | undefined;
  tags: Awaited<ReturnType<typeof planTagSet>>;
}

const taggings = { table: Tagging, owner: "postRowId", tag: "tagRowId" };

/** Writes a post with all that belongs to it, and leads links of other posts to it. */
export async function writePost(transaction: WriteTransaction, input: PostInput): Promise<WriteResult> {
  const identity = await identify(transaction, Post, input);
  if ("faults" in identity) return identity;
  const stored = identity.stored ? await readStoredPost(transaction, identity.stored) : emptyPost;
  const plan = await planPost(transaction, input, stored);
  return "input" in plan ? { written: await savePost(transaction, plan) } : plan;
}

async function planPost(
  transaction: WriteTransaction,
  input: PostInput,
  stored: StoredPost,
): Promise<PostPlan | { missing: MissingReference[] } | { faults: WriteFault[] }> {
  const outline = outlinePost(input);
  const references = [
    await findReferences(
      transaction,
      { noun: "author", table: Author },
      optionalReference("author", input.author),
    ),
    await findReferences(
      transaction,
      { noun: "tag", table: Tag },
      input.tags.map((slug, index) => ({ slug, field: `tags.${index}` })),
    ),
    await planContributions(transaction, outline.contributions, stored.contributions),
    await planLinks(transaction, outline.links, stored.links),
  ] as const;
  const [authors, tags, contributions, links] = references;
  if ("missing" in authors || "missing" in tags || "missing" in contributions || "missing" in links) {
    return { missing: references.flatMap((found) => ("missing" in found ? found.missing : [])) };
  }
  const faults = [
    ...(await findIdFaults(transaction, contributions)),
    ...(await findIdFaults(transaction, links)),
    ...findBodyLinkFaults(input, links),
  ];
  if (faults.length > 0) return { faults };
  const linkTitles = links.plans.map(({ columns }) => String(columns.title));
  return {
    input,
    stored,
    outline,
    contributions,
    links,
    body: composePostBody({ outline, printed: contributions.printed, linkTitles }),
    author: authors.found.get(input.author ?? ""),
    tags: await planTagSet(transaction, { ...taggings, rowId: stored.post?.rowId }, tags.found.values()),
  };
}

async function savePost(transaction: WriteTransaction, plan: PostPlan): Promise<WrittenNode> {
  const { input, stored, contributions, links, body, tags } = plan;
  const keysOf = ({ plans }: PartListPlan) => plans.map((part) => part.stored?.rowId);
  const storedKeys = { contributions: keysOf(contributions), links: keysOf(links) };
  const isBlocksChanged = areBlocksChanged(toBlockRows(plan.outline, storedKeys), stored.blocks);
  const isBodyChanged = !stored.body || toChanges(toBodyColumns(body), stored.body) !== undefined;
  const isContentChanged =
    isBlocksChanged ||
    isBodyChanged ||
    tags.isChanged ||
    isPartListChanged(contributions) ||
    isPartListChanged(links);
  const { rowId, id, change, visibleFrom } = await savePostRow(transaction, plan, isContentChanged);
  const written: WrittenNode = { noun: "post", slug: input.slug, id, change, parts: [] };
  if (change === "unchanged") return { ...written, parts: listUnchangedParts(plan) };

  if (isBodyChanged) await saveBody(transaction, rowId, { body, isStored: stored.body !== undefined });
  await saveTagSet(transaction, { ...taggings, rowId, columns: { visibleFrom } }, tags);
  const ids = await chooseIds(transaction, id, [contributions, links]);
  const owner = { postRowId: rowId, visibleFrom, ids };
  const savedContributions = await savePartList(transaction, contributions, owner);
  const savedLinks = await savePartList(transaction, links, owner);
  if (isBlocksChanged) {
    const keys = { contributions: savedContributions.rowIds, links: savedLinks.rowIds };
    const rows = toBlockRows(plan.outline, keys);
    await replaceBlocks(transaction, rowId, { rows, isStored: stored.blocks.length > 0 });
  }
  const parts = [...savedContributions.written, ...savedLinks.written];
  await recordChanges(transaction, [{ noun: "post", id, change }, ...parts]);
  const names = { slug: input.slug, titleKey: toNameKey(input.title) };
  await resolveLinksTo(transaction, { rowId, ...names }, stored.post && toNames(stored.post));
  return { ...written, parts };
}

interface SavedRow {
  rowId: number;
  id: string;
  change: WrittenNode["change"];
  visibleFrom: string | null;
}

async function savePostRow(
  transaction: WriteTransaction,
  { input, stored: { post }, author }: PostPlan,
  isContentChanged: boolean,
): Promise<SavedRow> {
  const columns = toPostColumns(transaction, { input, post, author });
  const visibleFrom = toVisibleFrom(columns);
  if (!post) {
    const id = await chooseId(transaction, input);
    const updatedAt = input.updatedAt ?? columns.publishedAt;
    const keys = await insertNodes(transaction.manager, Post, [{ id, ...columns, updatedAt }]);
    return { rowId: keys.get(id) ?? 0, id, change: "created", visibleFrom };
  }
  const isChanged = isContentChanged || toChanges(columns, post) !== undefined;
  const updatedAt = input.updatedAt ?? (isChanged ? transaction.now : (post.updatedAt as string | null));
  const changes = toChanges({ ...columns, updatedAt }, post);
  const { rowId, id } = post;
  if (changes) await updateRow(transaction.manager, Post, { rowId, changes });
  if (visibleFrom !== toVisibleFrom(post)) await saveVisibleFrom(transaction, rowId, visibleFrom);
  return { rowId, id, change: changes || isChanged ? "updated" : "unchanged", visibleFrom };
}

function toPostColumns(
  { now }: WriteTransaction,
  { input, post, author }: { input: PostInput; post: FoundRow | undefined; author: FoundRow | undefined },
) {
  const { slug, title, excerpt, status } = input;
  const known = input.publishedAt ?? (post?.publishedAt as string | null | undefined) ?? null;
  return {
    slug,
    title,
    titleKey: toNameKey(title),
    excerpt: excerpt ?? null,
    status,
    publishedAt: known ?? (status === "PUBLISHED" ? now : null),
    "author.rowId": author?.rowId ?? null,
  };
}

async function saveBody(
  { manager }: WriteTransaction,
  rowId: number,
  { body, isStored }: { body: Prose; isStored: boolean },
): Promise<void> {
  const columns = toBodyColumns(body);
  if (isStored) await updateRow(manager, PostBody, { rowId, changes: columns });
  else await insertRows(manager, PostBody, [{ postRowId: rowId, ...columns }]);
}

function toBodyColumns({ markdown, html, text }: Prose): Row {
  return { "prose.markdown": markdown, "prose.html": html, "prose.text": text };
}

function toNames(post: FoundRow): { slug: string; titleKey: string } {
  return { slug: post.slug, titleKey: String(post.titleKey) };
}

function listUnchangedParts({ stored }: PostPlan): WrittenNode["parts"] {
  return [
    ...stored.contributions.map(({ id }) => ({ noun: "contribution", id, change: "unchanged" }) as const),
    ...stored.links.map(({ id }) => ({ noun: "link", id, change: "unchanged" }) as const),
  ];
}

/** The ids of hyperlinks stand apart from them, so their number must be right. */
function findBodyLinkFaults({ bodyLinkIds }: PostInput, links: PartListPlan): WriteFault[] {
  const count = links.plans.filter(({ columns }) => columns.kind === "BODY").length;
  if (bodyLinkIds === undefined || bodyLinkIds.length === count) return [];
  const message = `gives ${bodyLinkIds.length} ids, but the prose has ${count} hyperlinks to posts; remove it to get new ids`;
  return [{ field: "bodyLinkIds", code: "FIELD_INVALID", message }];
}
