import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../../src/database/database.js";
import type { Victim } from "./victim.js";

const millisecondsToSettle = 30_000;

/** A server with readers that hardly rest. */
export class Served {
  private isOver = false;
  private readonly reading: Promise<unknown>;

  private constructor(
    private readonly victim: Victim,
    private readonly url: string,
  ) {
    this.reading = Promise.all(Array.from({ length: 2 }, () => this.readOn()));
  }

  static async start(victim: Victim): Promise<Served> {
    return new Served(victim, await victim.serve());
  }

  async kill(): Promise<void> {
    this.isOver = true;
    await this.victim.kill();
    await this.reading;
  }

  /** @throws {Error} when it does not come to answer with what the database has. */
  async assertAnswersOf({ source }: Database): Promise<void> {
    const [{ count }] = await source.query("SELECT count(*) AS count FROM post WHERE status = 'PUBLISHED'");
    const deadline = performance.now() + millisecondsToSettle;
    for (let answer = await this.countPosts(); answer !== Number(count); answer = await this.countPosts()) {
      if (performance.now() > deadline)
        throw new Error(`The server counts ${answer} posts, there are ${count}.`);
      await sleep(20);
    }
  }

  private async readOn(): Promise<void> {
    while (!this.isOver) {
      await this.countPosts();
      await sleep(100);
    }
  }

  /** Undefined while there is no answer. */
  private async countPosts(): Promise<number | undefined> {
    const query = "{ posts(first: 20) { totalCount nodes { title contributions { nodes { body } } } } }";
    const request = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    };
    try {
      const response = await fetch(`${this.url}/graphql`, request);
      const body = (await response.json()) as { data?: { posts?: { totalCount: number } } };
      return body.data?.posts?.totalCount;
    } catch {
      return undefined;
    }
  }
}
