import { entities } from "../../../src/content/nouns.js";
import { copyDatabase } from "../../../src/copying/copy-database.js";
import { type Database, openDatabase } from "../../../src/database/database.js";
import { author, importValues, post, says, tag, text } from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { type Engine, listEngines } from "../../support/engines.js";

/** Every way from one engine to another, and to itself. */
export const ways = listEngines().flatMap((from) => listEngines().map((to) => [from, to] as const));

/** The databases of one test; all go away with `close`. */
export class Copies {
  private readonly opened: Pick<Database, "close">[] = [];

  async open(engine: Engine): Promise<TestDatabase> {
    const database = await openTestDatabase(engine);
    this.opened.push(database);
    return database;
  }

  /** With a few rows in most tables. */
  async openFilled(engine: Engine): Promise<TestDatabase> {
    const database = await this.open(engine);
    const { problems } = await importValues(database, content);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return database;
  }

  /** The same database once more, as another process has it. */
  async openAgain({ url }: TestDatabase): Promise<Database> {
    const database = await openDatabase({ url, entities });
    this.opened.push(database);
    return database;
  }

  async close(): Promise<void> {
    for (const database of this.opened.splice(0).reverse()) await database.close();
  }
}

const content = [
  { type: "region", slug: "land", name: "Land" },
  { type: "region", slug: "state", name: "State", parent: "land" },
  { type: "clinic", slug: "house", name: "House", region: "state" },
  { type: "expert", slug: "ann", name: "Ann", credentials: ["MD"], clinic: "house" },
  author("ed"),
  ...Array.from({ length: 20 }, (_, index) => tag(`tag-${index}`)),
  ...Array.from({ length: 20 }, (_, index) =>
    post(`post-${index}`, {
      author: "ed",
      tags: [`tag-${index}`, "tag-0"],
      blocks: [text(`Text of ${index}`), says("ann", "Well.")],
    }),
  ),
];

/** Stops as a crash does: between two batches, each of which is whole. */
export async function breakOff(from: Database, to: Database, after = 30): Promise<void> {
  const stop = (rows: number) => {
    if (rows > after) throw new Error("stopped");
  };
  const end = await copyDatabase({ from, to, onProgress: stop }).catch((error) => error);
  if (end?.message !== "stopped") throw new Error(`The copy was not broken off: ${end?.message}`);
}
