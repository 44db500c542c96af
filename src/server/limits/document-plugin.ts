import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { TypeInfo, ValidationContext, visit, visitInParallel } from "graphql";
import { limitRules } from "./limit-rules.js";
import type { Limits } from "./limits.js";

/**
 * Apollo plugin: refuses a document past a limit before GraphQL's own rules are applied to it.
 *
 * What those take grows with the document, and each thing that they find wrong costs more than all limits together.
 */
export function documentPlugin<Context extends BaseContext>(limits: Limits): ApolloServerPlugin<Context> {
  const rules = limitRules(limits);
  return {
    async requestDidStart() {
      return {
        async validationDidStart({ schema, document }) {
          const context = new ValidationContext(schema, document, new TypeInfo(schema), (error) => {
            throw error;
          });
          visit(document, visitInParallel(rules.map((rule) => rule(context))));
        },
      };
    },
  };
}
