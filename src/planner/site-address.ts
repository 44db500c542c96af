import { parseReference, parseUrl } from "../parse-url.js";

/** What stands in the address of a page behind the address of the site. */
export interface SiteAddress {
  /** As it was asked for: `/folder/Slug`. */
  path: string;
  /** In lower case, as slugs are. */
  folder: string;
  slug: string;
}

/** Characters of an address; browsers and servers take hardly more. */
export const maximumUrlLength = 2_000;

/** What parsers of addresses take away without a word, so that a text would lead where it does not say. */
const droppedCharacters = /\p{Cc}|^ | $/u;

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * What a text that begins with a slash, or is a whole address, can be the address of under the site.
 *
 * Whether it is http or https, what follows `?` or `#`, one slash at the end and how characters are escaped make no
 * difference. A path may begin with that of the site or behind it: front ends that live under a path are handed either.
 * Null for an address of another site, or one that no page can have; undefined for what is no address, as what has
 * control characters in it.
 */
export function parseSiteAddress(text: string, siteUrl: string): SiteAddress | null | undefined {
  const isPath = text.startsWith("/");
  const isAddress = text.length <= maximumUrlLength && !droppedCharacters.test(text);
  const url = isAddress ? parseReference(text, isPath ? siteUrl : undefined) : undefined;
  const site = parseUrl(siteUrl);
  if (!url || !site) return undefined;
  if (!/^https?:$/.test(url.protocol) || url.host !== site.host) return null;
  const base = site.pathname.replace(/\/$/, "");
  const isInside = url.pathname.startsWith(`${base}/`);
  // Pages have two segments, so that a path is that of a page in one of the two ways at most.
  const inside = isInside ? toAddress(url.pathname.slice(base.length)) : null;
  return inside ?? (isPath ? toAddress(url.pathname) : null);
}

function toAddress(path: string): SiteAddress | null {
  const [, folder, slug, ...others] = path.replace(/\/$/, "").split("/").map(decodeSegment);
  if (folder === undefined || slug === undefined || others.length > 0) return null;
  const lower = slug.toLowerCase();
  if (!slugPattern.test(lower)) return null;
  return { path: `/${folder}/${slug}`, folder: folder.toLowerCase(), slug: lower };
}

/** Undefined for what no text can be escaped as. */
function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
