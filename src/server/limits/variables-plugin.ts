import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { refuseLargeVariables } from "../../planner/input-size.js";

/** Apollo plugin: refuses variables that graphql-js would overflow its stack over, or be long at. */
export function variablesPlugin<Context extends BaseContext>(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request }) {
          refuseLargeVariables(request.variables);
        },
      };
    },
  };
}
