import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

/** Apollo plugin: keeps caches from storing a response that has errors, whatever Apollo says of a single kind of them. */
export function noStorePlugin<Context extends BaseContext>(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body, http } }) {
          if (body.kind === "single" && body.singleResult.errors)
            http.headers.set("cache-control", "no-store");
        },
      };
    },
  };
}
