import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from "fastify";
import { z } from "zod";
import { GraphError } from "../../errors.js";
import type { Feed } from "../../feeds/feed.js";
import {
  type FeedAnswer,
  feedDocument,
  type TagFeedAnswer,
  tagFeedDocument,
  toFeed,
  toTagFeed,
} from "../../feeds/feed-operations.js";
import { renderJsonFeed } from "../../feeds/render-json-feed.js";
import { renderRss } from "../../feeds/render-rss.js";
import type { Answering } from "../answers/answering.js";
import { withDeadline } from "../deadline.js";
import { answerFrom, type Rendered } from "./answer-from.js";

export interface FeedParts {
  answering: Answering;
  /** Address of the publisher's site, without a slash at its end. */
  siteUrl: string;
  requestMilliseconds: number;
}

/** As the slugs of content are. */
const tagParameters = z.object({
  slug: z
    .string()
    .max(200)
    .regex(/^[a-z0-9-]+$/),
});

const formats = [
  { extension: "rss", contentType: "application/rss+xml; charset=utf-8", render: renderRss },
  { extension: "json", contentType: "application/feed+json; charset=utf-8", render: renderJsonFeed },
] as const;

/** Serves the newest posts at `/feed.rss` and `/feed.json`, and those of each tag at `/tags/<slug>/feed.rss` and `.json`. */
export function serveFeeds(app: FastifyInstance, parts: FeedParts): void {
  const documents = {
    ofSite: parts.answering.own(feedDocument),
    ofTag: parts.answering.own(tagFeedDocument),
  };
  for (const format of formats) {
    const { siteUrl } = parts;
    const serve = (path: string, handler: RouteHandlerMethod) =>
      app.get(`${path}/feed.${format.extension}`, withDeadline(handler, parts.requestMilliseconds));
    serve("", (request, reply) =>
      answerFrom({ operation: documents.ofSite, variables: {}, request, reply }, (data) =>
        renderFeed(toFeed(data as FeedAnswer, siteUrl), format, siteUrl),
      ),
    );
    serve("/tags/:slug", (request, reply) => {
      const slug = readSlug(request);
      const render = (data: unknown) => {
        const feed = toTagFeed(data as TagFeedAnswer, siteUrl);
        if (!feed) throw tagNotFound();
        return renderFeed(feed, format, `${siteUrl}/tags/${slug}`);
      };
      return answerFrom({ operation: documents.ofTag, variables: { slug }, request, reply }, render);
    });
  }
}

function renderFeed(
  feed: Feed,
  { extension, contentType, render }: (typeof formats)[number],
  place: string,
): Rendered {
  return { contentType, text: render(feed, `${place}/feed.${extension}`) };
}

function readSlug({ params }: FastifyRequest): string {
  const parsed = tagParameters.safeParse(params);
  if (!parsed.success) throw tagNotFound();
  return parsed.data.slug;
}

function tagNotFound(): GraphError {
  return new GraphError(
    "PATH_NOT_FOUND",
    "There is no tag of this slug. The operation { tags { nodes { slug } } } lists those that there are.",
  );
}
