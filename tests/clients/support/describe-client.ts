import { afterAll, beforeAll } from "@jest/globals";
import { type BuiltServer, startBuiltServer } from "../../support/built-server.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";

/** The server that the tests of a client run against, once they run. */
export interface ServedGraph {
  /** Where operations are sent. */
  readonly url: string;
  readonly server: BuiltServer;
}

/** Runs a client's tests against the built server over the seeds, one server for each engine. */
export function describeClient(title: string, body: (graph: ServedGraph) => void): void {
  describeEachDatabase(title, () => {
    let server: BuiltServer;

    beforeAll(async () => {
      server = await startBuiltServer();
    });

    afterAll(() => server.stop());

    body({
      get url() {
        return `${server.url}/graphql`;
      },
      get server() {
        return server;
      },
    });
  });
}
