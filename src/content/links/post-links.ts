import { toNameKey } from "../../graph/name-key.js";
import type { FoundRow } from "../../writing/lookups.js";
import { matchStored } from "../../writing/match-stored.js";
import type { MissingReference } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Post, PostStatus } from "../posts/post.entity.js";
import type { WantedLink } from "../posts/post-outline.js";
import type { PartListPlan, StoredPart } from "../posts/post-parts.js";
import { Link } from "./link.entity.js";

interface TitledLink extends WantedLink {
  title: string;
  titleKey: string;
}

/** Where a link leads; both are null while nothing is known but the title. */
interface LinkTarget {
  targetSlug: string | null;
  rowId: number | null;
}

/** What must be done so that a post has these links; or the posts whose titles are needed and that do not exist. */
export async function planLinks(
  transaction: WriteTransaction,
  wanted: readonly WantedLink[],
  stored: readonly StoredPart[],
): Promise<PartListPlan | { missing: MissingReference[] }> {
  const bySlug = await findPostsBySlug(transaction, wanted);
  const links = giveTitles(transaction, { wanted, bySlug, stored });
  if ("missing" in links) return links;
  const pairs = matchStored(links, stored, [
    ({ givenId }, { id }) => givenId === id,
    ({ givenId, kind, titleKey }, row) =>
      givenId === undefined && row.kind === kind && row.titleKey === titleKey,
    ({ givenId, kind, targetSlug }, row) =>
      givenId === undefined && row.kind === kind && targetSlug !== null && row.targetSlug === targetSlug,
  ]);
  const byTitle = await findPostsByTitle(transaction, links);
  const kept = new Set(pairs.values());
  const counts = new Map<string, number>();
  const plans = links.map((link, index) => {
    const { kind, title, titleKey, givenId, field } = link;
    const name = `${kind}/${titleKey}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const match = pairs.get(link);
    const target = findTarget(link, match, { bySlug, byTitle });
    const columns = {
      position: index + 1,
      kind,
      title,
      titleKey,
      targetSlug: target.targetSlug,
      "post.rowId": target.rowId,
    };
    return { stored: match, givenId, field, naturalKey: `${name}/${counts.get(name)}`, columns };
  });
  const removed = stored.filter((row) => !kept.has(row));
  return { noun: "link", table: Link, owner: "source.rowId", keepsVisibleFrom: true, plans, removed };
}

/** A link that names a slug leads there or nowhere yet; one by title leads to the post of that title. */
function findTarget(
  { targetSlug, titleKey }: TitledLink,
  stored: StoredPart | undefined,
  {
    bySlug,
    byTitle,
  }: { bySlug: ReadonlyMap<string, FoundRow>; byTitle: ReadonlyMap<string, readonly FoundRow[]> },
): LinkTarget {
  if (targetSlug !== null) return { targetSlug, rowId: bySlug.get(targetSlug)?.rowId ?? null };
  const pinned = stored?.targetSlug;
  const storedTarget = stored?.["post.rowId"];
  if (typeof pinned === "string" && typeof storedTarget === "number") {
    return { targetSlug: pinned, rowId: storedTarget };
  }
  const [first, second] = byTitle.get(titleKey) ?? [];
  // Two posts of one title: the slug is kept, so that the link leads to the same one after an export and import.
  return { targetSlug: second ? (first?.slug ?? null) : null, rowId: first?.rowId ?? null };
}

/** A related line that gives only a slug is printed with its target's title. */
function giveTitles(
  { announcedTitles }: WriteTransaction,
  {
    wanted,
    bySlug,
    stored,
  }: { wanted: readonly WantedLink[]; bySlug: ReadonlyMap<string, FoundRow>; stored: readonly StoredPart[] },
): TitledLink[] | { missing: MissingReference[] } {
  const missing: MissingReference[] = [];
  const links: TitledLink[] = [];
  for (const link of wanted) {
    const slug = link.targetSlug ?? "";
    const known = () => stored.find((row) => row.kind === link.kind && row.targetSlug === slug)?.title;
    const title = link.title ?? bySlug.get(slug)?.title ?? announcedTitles.get(slug) ?? known();
    if (typeof title === "string") links.push({ ...link, title, titleKey: toNameKey(title) });
    else missing.push({ noun: "post", slug, field: `${link.field}.post` });
  }
  return missing.length > 0 ? { missing } : links;
}

async function findPostsBySlug(
  { lookups }: WriteTransaction,
  wanted: readonly WantedLink[],
): Promise<Map<string, FoundRow>> {
  const slugs = wanted.flatMap(({ targetSlug }) => targetSlug ?? []);
  const posts = [...(await lookups.find(Post, "slug", slugs)).values()].flat();
  return new Map(posts.map((post) => [post.slug, post]));
}

async function findPostsByTitle(
  { lookups }: WriteTransaction,
  links: readonly TitledLink[],
): Promise<Map<string, FoundRow[]>> {
  const keys = links.flatMap(({ targetSlug, titleKey }) => (targetSlug === null ? [titleKey] : []));
  const byTitle = new Map<string, FoundRow[]>();
  // Readers follow a link to a published post only; a draft of the same title comes last.
  const isPublished = ({ status }: FoundRow) => status === PostStatus.PUBLISHED;
  for (const [key, posts] of await lookups.find(Post, "titleKey", keys)) {
    const published = posts.filter(isPublished);
    byTitle.set(String(key), [...published, ...posts.filter((post) => !isPublished(post))]);
  }
  return byTitle;
}
