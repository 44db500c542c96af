import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { GraphError } from "../../errors.js";
import { renderSitemap, renderSitemapIndex } from "../../feeds/render-sitemap.js";
import {
  type SitemapAnswer,
  type SitemapNoun,
  sitemapNouns,
  toPageDocument,
  toPlaceDocument,
} from "../../feeds/sitemap-operations.js";
import type { Planner } from "../../planner/planner.js";
import { HttpAnswerRequest } from "../answers/answer-request.js";
import { matchesAny } from "../answers/freshness.js";
import { withDeadline } from "../deadline.js";
import { toEntityTag } from "../entity-tag.js";
import { answerFrom } from "./answer-from.js";
import type { FeedParts } from "./feed-routes.js";
import { type Place, SitemapPlaces } from "./sitemap-places.js";

/** What is served to others than clients of GraphQL, and from what. */
export interface FeedSource {
  /** Address of the publisher's site, without a slash at its end. */
  siteUrl: string;
  /** How many pages a file of the sitemap has at the most. */
  sitemapSize: number;
  /** Plans as large pages as a file of the sitemap has; its answers are not kept, since each has megabytes. */
  planner: Planner;
}

type SitemapParts = FeedParts & Pick<FeedSource, "sitemapSize">;

const contentType = "application/xml; charset=utf-8";

const fileParameters = z.object({ after: z.string().max(10_000).optional() });

/** Serves `/sitemap.xml`, the index, and what it lists: `/sitemap-<nouns>.xml`, each file from a cursor on. */
export function serveSitemap(app: FastifyInstance, parts: SitemapParts): void {
  const { requestMilliseconds } = parts;
  const index = new SitemapIndex(parts);
  app.get(
    "/sitemap.xml",
    withDeadline((request, reply) => index.answer(request, reply), requestMilliseconds),
  );
  for (const noun of sitemapNouns) serveFiles(app, noun, parts);
}

function serveFiles(app: FastifyInstance, noun: SitemapNoun, parts: SitemapParts): void {
  const { answering, sitemapSize, requestMilliseconds } = parts;
  const operation = answering.own(toPageDocument(noun, sitemapSize));
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    const parsed = fileParameters.safeParse(request.query);
    if (!parsed.success) throw placeInvalid();
    const variables = { after: parsed.data.after ?? null };
    return answerFrom(
      { operation, variables, request, reply },
      (data) => {
        const { nodes } = (data as SitemapAnswer).found;
        return { contentType, text: Readable.from(renderSitemap(nodes)) };
      },
      placeInvalid,
    );
  };
  app.get(`/sitemap-${noun}.xml`, withDeadline(answer, requestMilliseconds));
}

/** The index of all files; its tag is made from its text, since several operations have a part in it. */
class SitemapIndex {
  private readonly places: ReadonlyMap<SitemapNoun, SitemapPlaces>;

  constructor(private readonly parts: SitemapParts) {
    const { answering, sitemapSize } = parts;
    this.places = new Map(
      sitemapNouns.map((noun) => [
        noun,
        new SitemapPlaces(answering.own(toPlaceDocument(noun, sitemapSize))),
      ]),
    );
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = new HttpAnswerRequest(request.raw, reply.raw, { now: new Date().toISOString() });
    const urls: string[] = [];
    for (const [noun, places] of this.places) {
      urls.push(...(await places.list(asked)).map((place) => this.toUrl(noun, place)));
    }
    const text = renderSitemapIndex(urls);
    const etag = toEntityTag(text);
    void reply.headers({ etag, "cache-control": `public, max-age=${indexMaxAge}` });
    if (matchesAny(asked.ifNoneMatch, etag)) return reply.code(304).send();
    return reply.type(contentType).send(text);
  }

  private toUrl(noun: SitemapNoun, place: Place): string {
    return `${this.parts.siteUrl}/sitemap-${noun}.xml${place === null ? "" : `?after=${place}`}`;
  }
}

/** Seconds. Who has an older index misses the file that was begun last, and nothing else. */
const indexMaxAge = 600;

function placeInvalid(): GraphError {
  return new GraphError(
    "BAD_REQUEST",
    "after is not where a file of the sitemap begins; /sitemap.xml lists the addresses of all files.",
  );
}
