import type { Feed, FeedItem } from "./feed.js";

/** A feed in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); `feedUrl` is the feed's own place. */
export function renderJsonFeed({ title, description, pageUrl, items }: Feed, feedUrl: string): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    description,
    home_page_url: pageUrl,
    feed_url: feedUrl,
    items: items.map(toItem),
  });
}

/** Every item must have content; one without an excerpt has its title. People beside the author are an extension. */
function toItem(item: FeedItem) {
  const { id, url, title, excerpt, publishedAt, updatedAt, author, contributors, tags } = item;
  return {
    id,
    url,
    title,
    content_text: excerpt ?? title,
    ...(excerpt !== null && { summary: excerpt }),
    date_published: publishedAt,
    ...(updatedAt !== null && { date_modified: updatedAt }),
    ...(author && { authors: [author] }),
    ...(contributors.length > 0 && { _contributors: contributors }),
    ...(tags.length > 0 && { tags }),
  };
}
