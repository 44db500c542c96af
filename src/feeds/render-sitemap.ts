import type { ListedPage } from "./sitemap-operations.js";
import { textElement } from "./xml.js";

const header = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const pagesPerPiece = 1_000;

/** The index of a sitemap's files (https://www.sitemaps.org/protocol.html). */
export function renderSitemapIndex(urls: readonly string[]): string {
  const files = urls.map((url) => `<sitemap>${textElement("loc", url)}</sitemap>\n`);
  return `${header}<sitemapindex ${namespace}>\n${files.join("")}</sitemapindex>\n`;
}

/** One file of a sitemap, a piece at a time: the whole of it has megabytes. */
export function* renderSitemap(pages: readonly ListedPage[]): Generator<string> {
  yield `${header}<urlset ${namespace}>\n`;
  for (let start = 0; start < pages.length; start += pagesPerPiece) {
    yield pages
      .slice(start, start + pagesPerPiece)
      .map(renderPage)
      .join("");
  }
  yield "</urlset>\n";
}

function renderPage({ url, publishedAt, updatedAt }: ListedPage): string {
  const changed = updatedAt ?? publishedAt;
  return `<url>${textElement("loc", url)}${changed ? textElement("lastmod", changed) : ""}</url>\n`;
}
