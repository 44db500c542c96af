import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Changelog } from "../../content/changelog.js";
import { GraphError } from "../../errors.js";
import { wantsHtml } from "../media-types.js";
import { varyBy } from "../vary-by.js";
import { changelogPolicy, renderChangelogPage } from "./changelog-page.js";

/** Serves `/changelog`: a page for a browser, Markdown for everything else. */
export function serveChangelog(app: FastifyInstance, { markdown, html }: Changelog): void {
  const page = renderChangelogPage(html);
  app.get("/changelog", async (request, reply) => {
    assertAcceptsText(request);
    varyBy(reply, "accept", "accept-encoding");
    void reply.header("cache-control", "no-cache");
    if (!wantsHtml(request)) return reply.type("text/markdown; charset=utf-8").send(markdown);
    reply.helmet({ contentSecurityPolicy: changelogPolicy });
    return reply.type("text/html; charset=utf-8").send(page);
  });
}

/** @throws {GraphError} NOT_ACCEPTABLE */
function assertAcceptsText({ headers: { accept } }: FastifyRequest): void {
  if (accept === undefined || /\*\/\*|text\/(?:\*|html|markdown)/i.test(accept)) return;
  throw new GraphError(
    "NOT_ACCEPTABLE",
    "The accept header excludes every format of the answer. Accept text/markdown or text/html.",
  );
}
