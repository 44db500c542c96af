/** Posts for a reader that looks for new ones by itself, whatever format it takes them in. */
export interface Feed {
  title: string;
  description: string;
  /** Address of the page whose posts these are. */
  pageUrl: string;
  /** The newest first. */
  items: readonly FeedItem[];
}

/** One post of a feed. */
export interface FeedItem {
  id: string;
  url: string;
  title: string;
  excerpt: string | null;
  /** RFC 3339, in UTC. */
  publishedAt: string;
  updatedAt: string | null;
  author: NamedPage | null;
  /** Whose words are in it, under the names that were printed, each once. */
  contributors: readonly NamedPage[];
  tags: readonly string[];
}

export interface NamedPage {
  name: string;
  url: string;
}
