import type { FastifyInstance } from "fastify";
import { wantsHtml } from "./media-types.js";
import { varyBy } from "./vary-by.js";

/** Serves `/`: the playground for a browser, where to go for everything else. */
export function serveHome(app: FastifyInstance): void {
  app.get("/", async (request, reply) => {
    varyBy(reply, "accept");
    if (wantsHtml(request)) return reply.sendPlayground();
    return {
      name: "Colloquy",
      graphql: "/graphql",
      schema: "/schema.graphql",
      changelog: "/changelog",
      playground: "/ in a browser",
    };
  });
}
