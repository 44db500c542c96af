import { databaseExists } from "../database/database.js";
import { StartupError } from "../errors.js";

/**
 * For a command that reads what is there: opening the database would create it.
 *
 * @throws {StartupError} when there is none; `purpose` says what it was wanted for.
 */
export function assertDatabaseExists(url: string, purpose: string): void {
  // Only of a file can be told before it is opened whether it is there, and its URL holds no password.
  if (!databaseExists(url)) throw new StartupError(`There is no database at ${url} ${purpose}.`);
}
