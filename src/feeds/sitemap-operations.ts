/** The nouns whose pages a sitemap lists. */
export const sitemapNouns = ["posts", "experts", "clinics", "tags", "regions"] as const;

/** The most pages that a file of a sitemap may have (https://www.sitemaps.org/protocol.html). */
export const maximumSitemapSize = 50_000;

export type SitemapNoun = (typeof sitemapNouns)[number];

/** A page of the site. */
export interface ListedPage {
  url: string;
  /** RFC 3339; absent where it is not known. */
  publishedAt?: string | null;
  updatedAt?: string | null;
}

/** The answer to a page document. */
export interface SitemapAnswer {
  found: { nodes: ListedPage[] };
}

/** The answer to a place document. */
export interface PlaceAnswer {
  found: { pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

/** What one file of a sitemap is made from: `size` pages behind the cursor `$after`. */
export function toPageDocument(noun: SitemapNoun, size: number): string {
  const dates = noun === "posts" ? "publishedAt updatedAt" : "";
  return toDocument(noun, size, `nodes { url ${dates} }`);
}

/** Where the next file begins that has the pages behind the cursor `$after`. */
export function toPlaceDocument(noun: SitemapNoun, size: number): string {
  return toDocument(noun, size, "pageInfo { hasNextPage endCursor }");
}

/** The oldest posts come first, so that a new one goes into the last file and all others stay as they are. */
function toDocument(noun: SitemapNoun, size: number, selections: string): string {
  const order = noun === "posts" ? ", orderBy: [{ field: PUBLISHED_AT, direction: ASC }]" : "";
  return `query Sitemap($after: String) { found: ${noun}(first: ${size}, after: $after${order}) { ${selections} } }`;
}
