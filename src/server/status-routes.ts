import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type GraphQLSchema, printSchema } from "graphql";
import { withDeadline } from "./deadline.js";
import { recordIncident } from "./incidents.js";

export interface StatusParts {
  schema: GraphQLSchema;
  /** Resolves to what keeps the server from answering; empty when it is ready. */
  checkReadiness(): Promise<string[]>;
  requestMilliseconds: number;
}

/** Serves `/healthz` (the process runs), `/readyz` (it can answer) and `/schema.graphql`. */
export function serveStatus(app: FastifyInstance, parts: StatusParts): void {
  const schemaText = printSchema(parts.schema);
  app.get("/schema.graphql", async (_request, reply) =>
    reply.type("text/plain; charset=utf-8").send(schemaText),
  );
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", withDeadline(answerReadiness(parts), parts.requestMilliseconds));
}

function answerReadiness({ checkReadiness }: StatusParts) {
  return async ({ log }: FastifyRequest, reply: FastifyReply) => {
    const faults = await checkReadiness().catch((error: unknown) => [
      `The check itself failed; the log bears incident ${recordIncident(error, log)}.`,
    ]);
    void reply.code(faults.length === 0 ? 200 : 503);
    return { status: faults.length === 0 ? "ready" : "not ready", faults };
  };
}
