import type { Feed, FeedItem, NamedPage } from "./feed.js";

const newestPosts = `posts(first: 50) {
  nodes {
    id url title excerpt publishedAt updatedAt
    author { name url }
    contributions(first: 50) { nodes { attribution { name } expert { url } } }
    tags(first: 50) { nodes { name } }
  }
}`;

/** What a feed of all posts is made from. */
export const feedDocument = `query Feed { ${newestPosts} }`;

/** What the feed of one tag is made from. */
export const tagFeedDocument = `query TagFeed($slug: String!) { tag(by: { slug: $slug }) { name url ${newestPosts} } }`;

interface ReadPost extends Omit<FeedItem, "contributors" | "tags"> {
  contributions: { nodes: { attribution: { name: string }; expert: { url: string } }[] };
  tags: { nodes: { name: string }[] };
}

interface ReadPosts {
  posts: { nodes: ReadPost[] };
}

/** The answer to `feedDocument`. */
export type FeedAnswer = ReadPosts;

/** The answer to `tagFeedDocument`; the tag is null when there is none. */
export interface TagFeedAnswer {
  tag: (NamedPage & ReadPosts) | null;
}

/** The feed of a whole site. */
export function toFeed({ posts }: FeedAnswer, siteUrl: string): Feed {
  const { host } = new URL(siteUrl);
  const description = `The newest articles of ${host}`;
  return { title: host, description, pageUrl: siteUrl, items: posts.nodes.map(toItem) };
}

/** The feed of one tag; undefined when there is no such tag. */
export function toTagFeed({ tag }: TagFeedAnswer, siteUrl: string): Feed | undefined {
  if (!tag) return undefined;
  const { host } = new URL(siteUrl);
  return {
    title: `${tag.name} – ${host}`,
    description: `The newest articles of ${host} on ${tag.name}`,
    pageUrl: tag.url,
    items: tag.posts.nodes.map(toItem),
  };
}

function toItem({ contributions, tags, ...post }: ReadPost): FeedItem {
  const people = contributions.nodes.map(({ attribution, expert }) => ({ ...attribution, url: expert.url }));
  const contributors = [
    ...new Map(people.map((person) => [`${person.name} ${person.url}`, person])).values(),
  ];
  return { ...post, contributors, tags: tags.nodes.map(({ name }) => name) };
}
