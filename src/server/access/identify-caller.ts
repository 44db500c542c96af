import type { FastifyInstance, FastifyRequest } from "fastify";
import { describeBudget } from "../budgets/budget-headers.js";
import type { Access } from "./access.js";
import type { Caller } from "./caller.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Null on routes that ask nobody who they are. */
    caller: Caller | null;
  }
}

/** Makes a hook that tells who asks, and lets each answer say what is left of the caller's budget. */
export function identifyCallers(app: FastifyInstance, access: Access) {
  app.decorateRequest("caller", null);
  app.addHook("onSend", describeBudget);
  return async (request: FastifyRequest): Promise<void> => {
    request.caller = await access.identify(request);
  };
}
