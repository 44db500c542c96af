import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type GraphQLSchema, printSchema } from "graphql";
import type { Readiness } from "../database/readiness.js";
import { withDeadline } from "./deadline.js";
import { recordIncident } from "./incidents.js";

export interface StatusParts {
  schema: GraphQLSchema;
  /** Tells whether requests are answered, and what is the matter. */
  checkReadiness(): Promise<Readiness>;
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
    const { canAnswer, faults } = await checkReadiness().catch((error: unknown) => ({
      canAnswer: false,
      faults: [`The check itself failed; the log bears incident ${recordIncident(error, log)}.`],
    }));
    void reply.code(canAnswer ? 200 : 503);
    return { status: !canAnswer ? "not ready" : faults.length === 0 ? "ready" : "degraded", faults };
  };
}
