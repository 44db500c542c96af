import pg from "pg";

/** Jest's globalTeardown: takes away what `start-for-all-tests.mjs` and the tests have made. */
export default async function stopAfterAllTests() {
  if (globalThis.postgresOfAllTests) {
    await globalThis.postgresOfAllTests.remove();
    return;
  }
  if (!process.env.TEST_POSTGRES_URL) return;
  const client = new pg.Client(process.env.TEST_POSTGRES_URL);
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${process.env.TEST_POSTGRES_TEMPLATE} WITH (FORCE)`);
  await client.end();
}
