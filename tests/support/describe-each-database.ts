import { beforeAll, describe } from "@jest/globals";
import { type Engine, engines, findAbsence, setCurrentEngine } from "./engines.js";

/** Runs the tests of a behaviour on each engine; where one is not there, they are skipped and say why. */
export function describeEachDatabase(title: string, body: (engine: Engine) => void): void {
  for (const engine of engines) describeOn(engine, title, body);
}

/** Runs tests on one engine alone, which are about what only it has. */
export function describeOn(engine: Engine, title: string, body: (engine: Engine) => void): void {
  const absence = findAbsence(engine);
  if (absence !== undefined) {
    describe.skip(`${title} on ${engine} (skipped: ${absence})`, () => body(engine));
    return;
  }
  describe(`${title} on ${engine}`, () => {
    beforeAll(() => setCurrentEngine(engine));
    body(engine);
  });
}
