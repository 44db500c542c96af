import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";

/** An example that the playground opens in a tab; the tab bears the name that the document gives its operation. */
export interface PlaygroundOperation {
  name: string;
  document: string;
}

/** One thing that the server bounds, in words that a person reads. */
export interface ListedLimit {
  what: string;
  maximum: number;
  /** What a request past it is refused with, and what that means. */
  code: string;
  meaning: string;
}

/** What the playground is told about this server. */
export interface PlaygroundSettings {
  operations: readonly PlaygroundOperation[];
  /** Whether it may ask how an operation was answered, and so shows the pane for that. */
  isExplainOn: boolean;
  limits: readonly ListedLimit[];
}

// The same two levels below the package for the sources and for what they compile to.
const builtClient = fileURLToPath(new URL("../../dist/playground/client/", import.meta.url));

/** GraphiQL and Monaco write style elements, and bring their fonts as data; all else comes as files from here. */
const playgroundPolicy = {
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "worker-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "font-src": ["'self'", "data:"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
  },
};

declare module "fastify" {
  interface FastifyReply {
    /** Answers with the page that holds GraphiQL, or says in plain words how to build it. */
    sendPlayground(): FastifyReply;
  }
}

/** Serves the files and the settings that the playground loads, and lets routes send its page. */
export async function servePlayground(app: FastifyInstance, settings: PlaygroundSettings): Promise<void> {
  const page = readPage();
  app.decorateReply("sendPlayground", function () {
    void this.header("cache-control", "no-cache");
    return page ? sendPage(this, page) : sendHint(this);
  });
  app.get("/playground/settings.json", async (_request, reply) => {
    void reply.header("cache-control", "no-cache");
    return settings;
  });
  if (page) await serveAssets(app);
}

function readPage(): Buffer | undefined {
  const page = `${builtClient}index.html`;
  return existsSync(page) ? readFileSync(page) : undefined;
}

function sendPage(reply: FastifyReply, page: Buffer): FastifyReply {
  reply.helmet({ contentSecurityPolicy: playgroundPolicy });
  return reply.type("text/html; charset=utf-8").send(page);
}

function sendHint(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type("text/plain; charset=utf-8")
    .send(
      "The playground is not built. Run `npm run build`, start the server again, and reload this page.\n",
    );
}

async function serveAssets(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: `${builtClient}assets`,
    prefix: "/playground/assets/",
    // Their names change with their content.
    immutable: true,
    maxAge: "365d",
    decorateReply: false,
  });
}
