import type { FastifyInstance } from "fastify";
import type { Changelog } from "../../content/changelog.js";
import { GraphError } from "../../errors.js";
import { matchesAny } from "../answers/freshness.js";
import { toEntityTag } from "../entity-tag.js";
import { qualityOf } from "../media-types.js";
import { varyBy } from "../vary-by.js";
import { changelogPolicy, renderChangelogPage } from "./changelog-page.js";

interface Format {
  type: string;
  text: string;
  etag: string;
}

/** Serves `/changelog`: a page for a browser, Markdown for everything else. */
export function serveChangelog(app: FastifyInstance, { markdown, html }: Changelog): void {
  const formats = [toFormat("text/markdown", markdown), toFormat("text/html", renderChangelogPage(html))];
  app.get("/changelog", async ({ headers }, reply) => {
    varyBy(reply, "accept", "accept-encoding");
    const { type, text, etag } = chooseFormat(formats, headers.accept);
    void reply.headers({ "cache-control": "no-cache", etag });
    // Also where the client has the page: what is said of that takes the place of what was said before.
    if (type === "text/html") reply.helmet({ contentSecurityPolicy: changelogPolicy });
    if (matchesAny(headers["if-none-match"], etag)) return reply.code(304).send();
    return reply.type(`${type}; charset=utf-8`).send(text);
  });
}

function toFormat(type: string, text: string): Format {
  return { type, text, etag: toEntityTag(text) };
}

/**
 * The one that is wanted most, of several the first.
 *
 * @throws {GraphError} NOT_ACCEPTABLE
 */
function chooseFormat(formats: readonly Format[], accept: string | undefined): Format {
  const wanted = formats
    .map((format) => ({ format, quality: qualityOf(format.type, accept) }))
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
  if (wanted[0]) return wanted[0].format;
  throw new GraphError(
    "NOT_ACCEPTABLE",
    "The accept header excludes every format of the answer. Accept text/markdown or text/html.",
  );
}
