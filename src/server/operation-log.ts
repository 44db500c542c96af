import type { ApolloServerPlugin, BaseContext, GraphQLRequestContext } from "@apollo/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GraphQLError } from "graphql";
import { type ErrorCode, errorCodes, GraphError } from "../errors.js";
import { recordIncident } from "./incidents.js";
import { findRequestFault } from "./public-errors.js";
import { httpRequest, type ServedContext } from "./served-context.js";

/** What the log says of an operation: never its variables, headers or text. */
export interface OperationSummary {
  name?: string;
  type?: string;
  errors: number;
}

declare module "fastify" {
  interface FastifyRequest {
    operationSummary: OperationSummary | null;
  }
}

/** Writes one line when a request is answered: at `info` for a GraphQL operation, at `debug` for any other. */
export function logAnswers(app: FastifyInstance): void {
  app.decorateRequest("operationSummary", null);
  app.addHook("onResponse", async ({ log, operationSummary, method, url }, { statusCode, elapsedTime }) => {
    const answer = { statusCode, milliseconds: Math.round(elapsedTime * 10) / 10 };
    if (operationSummary)
      log.info({ operation: withRefusal(operationSummary, statusCode), ...answer }, "operation");
    else log.debug({ method, path: url.split("?", 1)[0]?.slice(0, 200), ...answer }, "request");
  });
}

/** A request that is refused before Apollo runs it is an error that no plugin has counted. */
function withRefusal(summary: OperationSummary, statusCode: number): OperationSummary {
  return summary.errors === 0 && statusCode >= 400 ? { ...summary, errors: 1 } : summary;
}

/** Marks a request as a GraphQL operation for the log, before anything can go wrong with it. */
export async function startOperationSummary(request: FastifyRequest): Promise<void> {
  request.operationSummary = { errors: 0 };
}

/** Apollo plugin: notes what each operation was, and logs the faults of this server under its request id. */
export function operationLogPlugin<Context extends ServedContext>(
  tokens: number,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ contextValue }) {
      const request = contextValue[httpRequest];
      return {
        // Already now: who waits too long is answered while Apollo still works.
        async didResolveOperation(operation) {
          request.operationSummary = summarize(operation);
        },
        async didEncounterErrors({ errors }) {
          for (const error of errors) {
            if (findRequestFault(error, tokens) === undefined) recordIncident(error, request.log);
          }
        },
        async willSendResponse(operation) {
          request.operationSummary = summarize(operation);
        },
      };
    },
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      const fault = findRequestFault(error, tokens);
      if (fault) throw withStatus(fault);
      recordIncident(error, requestContext.contextValue[httpRequest].log);
      // Otherwise Apollo goes on with an error of its own, and the client gets an incident id that leads nowhere.
      throw error;
    },
  };
}

/** A fault that a plugin throws is all of the answer; Apollo takes its status from here, and 500 without one. */
function withStatus({ message, extensions, nodes }: GraphQLError): GraphError {
  const code = extensions.code as ErrorCode;
  const { status } = errorCodes[code];
  const http = { ...(extensions.http as object | undefined), status };
  return new GraphError(code, message, { nodes: nodes ?? null, extensions: { ...extensions, http } });
}

/** The summary of a known operation that is answered without Apollo. */
export function summarizeDirect({ name }: { name: string | undefined }): OperationSummary {
  return { ...(name && { name: name.slice(0, 100) }), type: "query", errors: 0 };
}

function summarize({
  operation,
  operationName,
  response,
}: GraphQLRequestContext<BaseContext>): OperationSummary {
  const errors = response.body?.kind === "single" ? (response.body.singleResult.errors?.length ?? 0) : 0;
  return {
    ...(operationName && { name: operationName.slice(0, 100) }),
    ...(operation && { type: operation.operation }),
    errors,
  };
}
