import { raw, type Sql } from "sql-template-tag";

/** A text constant of this program, never of a request. */
export function literal(text: string): Sql {
  return raw(`'${text.replaceAll("'", "''")}'`);
}
