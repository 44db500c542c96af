import { expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { exchange } from "../support/raw-http.js";
import { codeOf, post } from "../support/requests.js";
import { startContentServer } from "../support/start-content-server.js";

describeEachDatabase("planner faults", () => {
  test("a fault of the planner is masked by each way, and the server goes on", async () => {
    const database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    let isBroken = false;
    const server = await startContentServer(database, {
      change({ answers }) {
        if (!answers) throw new Error("the program's server answers by text");
        const { planner } = answers;
        const prepare: typeof planner.prepare = (...request) => {
          if (isBroken) throw new Error("a fault of the planner");
          return planner.prepare(...request);
        };
        return { answers: { ...answers, planner: Object.create(planner, { prepare: { value: prepare } }) } };
      },
    });
    const query = "query ($first: Int) { posts(first: $first) { nodes { slug } } }";
    const ask = (first: number) => {
      const body = JSON.stringify({ query, variables: { first } });
      const headers = {
        host: "x",
        "content-type": "application/json",
        "content-length": String(body.length),
      };
      return exchange(server.url, { method: "POST", headers, body });
    };
    for (let time = 0; time < 2; time += 1) expect((await ask(1)).status).toBe(200);
    isBroken = true;
    for (const headers of [{}, { "colloquy-extensions": "" }]) {
      const answer = await post(server.url, { query, variables: { first: 2 } }, headers);
      expect([answer.status, codeOf(answer)]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
    }
    const { status, body } = await ask(3);
    expect([status, JSON.parse(body).errors[0].message]).toEqual([500, "Internal server error"]);
    isBroken = false;
    expect((await ask(3)).status).toBe(200);
    await server.stop();
    await database.close();
  });
});
