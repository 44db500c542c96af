import { GraphiQL, type GraphiQLProps } from "graphiql";
import type { Settings } from "./settings.js";
import { openStorage } from "./storage.js";

/** GraphiQL on this server's `/graphql`, with one tab per example. */
export function Playground({ settings }: { settings: Settings }) {
  const examples = settings.operations;
  return (
    <GraphiQL
      fetcher={sendOperation}
      storage={openStorage(examples)}
      defaultTheme="light"
      {...(examples.length > 0 && { defaultTabs: examples.map(({ document }) => ({ query: document })) })}
    >
      <GraphiQL.Logo>Colloquy playground</GraphiQL.Logo>
    </GraphiQL>
  );
}

const sendOperation: GraphiQLProps["fetcher"] = async (operation, options) => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json, application/json",
      "content-type": "application/json",
      ...options?.headers,
    },
    body: JSON.stringify(operation),
  });
  return response.json();
};
