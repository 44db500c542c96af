import { register } from "tsx/esm/api";

// Jest transforms this file's imports only where they are CommonJS.
register({ tsconfig: "tests/tsconfig.json" });

/** Jest's globalSetup: a PostgreSQL server for all test files, unless TEST_POSTGRES_URL names one. */
export default async function startForAllTests() {
  process.env.TEST_POSTGRES_TEMPLATE = `colloquy_template_${process.pid}`;
  if (process.env.TEST_POSTGRES_URL) return;
  const { PostgresServer } = await import("./postgres-server.ts");
  try {
    globalThis.postgresOfAllTests = await PostgresServer.create();
    process.env.TEST_POSTGRES_URL = globalThis.postgresOfAllTests.url();
  } catch (error) {
    if (process.env.CI) throw error;
    process.env.TEST_POSTGRES_ABSENCE = `PostgreSQL could not be started: ${String(error.message).split("\n", 1)[0]}`;
  }
}
