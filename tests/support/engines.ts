/** The engines that every behaviour is the same on. */
export type Engine = "SQLite" | "PostgreSQL";

export const engines: readonly Engine[] = ["SQLite", "PostgreSQL"];

let current: Engine = "SQLite";

/** The engine on which `openTestDatabase` opens a database now. */
export function currentEngine(): Engine {
  return current;
}

export function setCurrentEngine(engine: Engine): void {
  current = engine;
}

/** The engines that are there, SQLite first. */
export function listEngines(): readonly [Engine, ...Engine[]] {
  return findAbsence("PostgreSQL") === undefined ? ["SQLite", "PostgreSQL"] : ["SQLite"];
}

/** The engines that are there by name, and why one is not. */
export function nameEngines(): string {
  const absence = findAbsence("PostgreSQL");
  return absence === undefined
    ? "SQLite and PostgreSQL"
    : `SQLite alone (PostgreSQL is not there: ${absence})`;
}

/** Why an engine is not there; undefined when it is. */
export function findAbsence(engine: Engine): string | undefined {
  if (engine === "SQLite" || process.env.TEST_POSTGRES_URL) return undefined;
  return process.env.TEST_POSTGRES_ABSENCE ?? "TEST_POSTGRES_URL is not set";
}
