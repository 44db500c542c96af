import type { Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { Dialect } from "../database/dialects/dialect.js";

/** An open transaction on a database, and how its engine speaks. */
export interface SqlSession {
  manager: EntityManager;
  dialect: Pick<Dialect, "toQuery" | "emitList" | "emitOrderedJoin" | "loadRows" | "replaceRows" | "search">;
}

/** The rows that a statement of the transaction gives back. */
export async function runStatement<Row>({ manager, dialect }: SqlSession, statement: Sql): Promise<Row[]> {
  const { text, values } = dialect.toQuery(statement);
  return await manager.query(text, values);
}
