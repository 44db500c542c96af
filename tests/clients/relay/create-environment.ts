import { Environment, type GraphQLResponse, Network, RecordSource, Store } from "relay-runtime";

/** A Relay environment over the graph at this address, with an empty store. */
export function createEnvironment(url: string): Environment {
  return new Environment({
    network: Network.create(async ({ text, name }, variables) => {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: text, operationName: name, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
}
