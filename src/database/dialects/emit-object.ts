import type { Sql } from "sql-template-tag";
import { literal } from "./literal.js";

/** JSON text of an object whose values are JSON text, put together as the engine does it. */
export function emitObject(
  entries: readonly { key: string; value: Sql }[],
  emitConcat: (parts: readonly Sql[]) => Sql,
): Sql {
  const members = entries.flatMap(({ key, value }, index) => [
    literal(`${index === 0 ? "{" : ","}${JSON.stringify(key)}:`),
    value,
  ]);
  return members.length === 0 ? literal("{}") : emitConcat([...members, literal("}")]);
}
