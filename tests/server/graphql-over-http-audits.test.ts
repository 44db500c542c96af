import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { serverAudits } from "graphql-http";
import { graphOfTwoPosts } from "../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { writeNodes } from "../support/graph.js";
import { type ContentServer, startContentServer } from "./support/start-content-server.js";

const refusedAs400 =
  "An operation that is not run is refused with 400, also in application/json: caches, proxies, monitors and clients that look at nothing but the status must not take it for an answer. Clients of GraphQL read the body either way.";

/**
 * What the draft of GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/) recommends or allows and
 * this server does not do, by the audit's id, with the reason.
 */
const unmet: Readonly<Record<string, string>> = {
  "572B": refusedAs400,
  FDE2: refusedAs400,
  "7B9B": refusedAs400,
};

describeEachDatabase("the audit", () => {
  let database: TestDatabase;
  let server: ContentServer | undefined;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
  });

  afterAll(async () => {
    await server?.stop();
    await database.close();
  });

  const audits = serverAudits({ url: () => `${server?.url}/graphql`, fetchFn: fetch });

  test("is there in its three degrees", () => {
    expect(audits.length).toBeGreaterThan(50);
    for (const { name } of audits) expect(name).toMatch(/^(?:MUST|SHOULD|MAY) /);
  });

  test("has everything that is said not to be met, none of which is a must", () => {
    for (const id of Object.keys(unmet)) {
      expect(audits.find((audit) => audit.id === id)?.name).toMatch(/^(?:SHOULD|MAY) /);
    }
  });

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    "%s %s: is met, or listed with its reason",
    async (id, _name, audit) => {
      const result = await audit.fn();
      const fault = result.status === "ok" ? undefined : result.reason;
      if (unmet[id] === undefined) expect(fault).toBeUndefined();
      else expect(fault).toBeDefined();
    },
  );
});
