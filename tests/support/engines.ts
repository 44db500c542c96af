import { beforeAll, describe } from "@jest/globals";

/** The engines that every behaviour is the same on. */
export type Engine = "SQLite" | "PostgreSQL";

const engines: readonly Engine[] = ["SQLite", "PostgreSQL"];

let current: Engine = "SQLite";

/** The engine on which `openTestDatabase` opens a database now. */
export function currentEngine(): Engine {
  return current;
}

/** Runs the tests of a behaviour on each engine; where one is not there, they are skipped and say why. */
export function describeEachDatabase(title: string, body: (engine: Engine) => void): void {
  for (const engine of engines) describeOn(engine, title, body);
}

/** The engines that are there, SQLite first. */
export function listEngines(): readonly [Engine, ...Engine[]] {
  return findAbsence("PostgreSQL") === undefined ? ["SQLite", "PostgreSQL"] : ["SQLite"];
}

function findAbsence(engine: Engine): string | undefined {
  if (engine === "SQLite" || process.env.TEST_POSTGRES_URL) return undefined;
  return process.env.TEST_POSTGRES_ABSENCE ?? "TEST_POSTGRES_URL is not set";
}

/** Runs tests on one engine alone, which are about what only it has. */
export function describeOn(engine: Engine, title: string, body: (engine: Engine) => void): void {
  const absence = findAbsence(engine);
  if (absence !== undefined) {
    describe.skip(`${title} on ${engine} (skipped: ${absence})`, () => body(engine));
    return;
  }
  describe(`${title} on ${engine}`, () => {
    beforeAll(() => {
      current = engine;
    });
    body(engine);
  });
}
