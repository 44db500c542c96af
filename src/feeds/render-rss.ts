import type { Feed, FeedItem } from "./feed.js";
import { escapeXml, textElement } from "./xml.js";

/**
 * A feed in RSS 2.0 (https://www.rssboard.org/rss-specification).
 *
 * People are named by Dublin Core's elements: RSS's own `author` is a mail address. `feedUrl` is the feed's own place.
 */
export function renderRss(feed: Feed, feedUrl: string): string {
  const latest = feed.items.map(({ updatedAt, publishedAt }) => updatedAt ?? publishedAt).sort();
  const channel = [
    textElement("title", feed.title),
    textElement("link", feed.pageUrl),
    textElement("description", feed.description),
    `<atom:link href="${escapeXml(feedUrl)}" rel="self" type="application/rss+xml"/>`,
    ...latest.slice(-1).map((instant) => textElement("lastBuildDate", toRssDate(instant))),
    ...feed.items.map(renderItem),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${channel.join("\n")}
</channel>
</rss>
`;
}

function renderItem({ id, url, title, excerpt, publishedAt, author, contributors, tags }: FeedItem): string {
  const parts = [
    textElement("title", title),
    textElement("link", url),
    `<guid isPermaLink="false">${escapeXml(id)}</guid>`,
    textElement("pubDate", toRssDate(publishedAt)),
    // Readers take it for HTML.
    ...(excerpt === null ? [] : [textElement("description", escapeXml(excerpt))]),
    ...(author === null ? [] : [textElement("dc:creator", author.name)]),
    ...contributors.map(({ name }) => textElement("dc:contributor", name)),
    ...tags.map((tag) => textElement("category", tag)),
  ];
  return `<item>\n${parts.join("\n")}\n</item>`;
}

/** RFC 822 with a year of four digits. */
function toRssDate(instant: string): string {
  return new Date(instant).toUTCString();
}
