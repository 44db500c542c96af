import cors from "@fastify/cors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { changeHeader } from "../answers/freshness.js";
import { budgetHeaders } from "../budgets/budget-headers.js";
import type { Access } from "./access.js";

/** What pages of other sites may read beside the body. */
const exposedHeaders = [
  "age",
  "etag",
  ...Object.values(budgetHeaders),
  "retry-after",
  "x-cache",
  changeHeader,
  "x-request-id",
];

const secondsToRemember = 86_400;

/** Lets pages of the origins that `access` allows read answers; without cookies, which this server has none of. */
export async function allowOrigins(app: FastifyInstance, access: Access): Promise<void> {
  await app.register(cors, {
    delegator: async ({ headers: { origin } }: FastifyRequest) => ({
      origin: origin !== undefined && (await access.allowsOrigin(origin)),
      methods: ["GET", "HEAD", "POST"],
      exposedHeaders,
      maxAge: secondsToRemember,
      // A preflight that is none is answered like any other request.
      strictPreflight: false,
    }),
  });
}
