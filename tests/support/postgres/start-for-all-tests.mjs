import { tmpdir } from "node:os";
import { register } from "tsx/esm/api";

// Jest transforms this file's imports only where they are CommonJS.
register({ tsconfig: "tests/tsconfig.json" });

/** Jest's globalSetup: a folder for temporary files and a PostgreSQL server for all test files, unless one is named. */
export default async function startForAllTests() {
  process.env.TEST_POSTGRES_TEMPLATE = `colloquy_template_${process.pid}`;
  const { createMemoryFolder } = await import("../memory-folder.ts");
  process.env.TMPDIR ??= (await createMemoryFolder()) ?? tmpdir();
  const { findPostgres } = await import("./find-postgres.ts");
  globalThis.postgresOfAllTests = await findPostgres();
}
