import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { GraphError } from "../errors.js";

/** Apollo plugin: refuses an operation of a kind that the schema lacks, which graphql-js notices only by failing. */
export function rootTypePlugin<Context extends BaseContext>(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, operation }) {
          const kind = operation?.operation;
          if (kind === undefined || schema.getRootType(kind)) return;
          throw new GraphError(
            "OPERATION_RESOLUTION_FAILURE",
            `The schema has no ${kind} type, so that no ${kind} can run. /schema.graphql shows what can.`,
            { extensions: { http: { status: 400 } } },
          );
        },
      };
    },
  };
}
