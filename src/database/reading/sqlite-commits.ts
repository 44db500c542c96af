import type { SqliteConnection } from "../dialects/sqlite-connection.js";
import type { CommitSource } from "./sqlite-revisions.js";
import type { StatementValue } from "./statement-reader.js";

type Connect = () => SqliteConnection;

/** Commits to a file, seen from a connection that writes nothing: `data_version` changes with those of all others. */
export function fileCommits(identity: string, connect: Connect): CommitSource {
  const statements = new KeptStatements(connect);
  return {
    identity,
    version: () => statements.pluck("PRAGMA data_version"),
    list: (text, values) => statements.list(text, values),
  };
}

/** Writes of the one connection that a database in memory has. An undone write changes the number as well. */
export function memoryCommits(identity: string, connect: Connect): CommitSource {
  const statements = new KeptStatements(connect);
  return {
    identity,
    version: () => (connect().inTransaction ? undefined : statements.pluck("SELECT total_changes()")),
    list: (text, values) => statements.list(text, values),
  };
}

/** The few statements of a commit source, prepared once. */
class KeptStatements {
  readonly #prepared = new Map<string, ReturnType<SqliteConnection["prepare"]>>();

  constructor(private readonly connect: Connect) {}

  pluck(text: string): number {
    const known = this.#prepared.get(text);
    return (known ?? this.#keep(text, this.connect().prepare(text).pluck())).get() as number;
  }

  list(text: string, values: readonly StatementValue[]): unknown[][] {
    const known = this.#prepared.get(text);
    return (known ?? this.#keep(text, this.connect().prepare(text).raw())).all(values) as unknown[][];
  }

  #keep(text: string, statement: ReturnType<SqliteConnection["prepare"]>) {
    this.#prepared.set(text, statement);
    return statement;
  }
}
