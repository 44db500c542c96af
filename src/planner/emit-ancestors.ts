import sql, { empty, raw, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { foreignKey, getRelation } from "./emit-way.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

interface Climb {
  /** The key where it begins, which counts too; NULL leads nowhere. */
  key: Sql;
  /** To-one relation of the table to itself. */
  over: string;
  /** How many rows at the most; else as many as there are until one comes again. */
  maximum?: number;
}

/** A SELECT of `key` of a row and of all above it; with a maximum also of their `depth`, counted upwards from 1. */
export function emitAncestors(
  context: StatementContext,
  metadata: EntityMetadata,
  { key, over, maximum }: Climb,
): Sql {
  const climb = context.nextAlias();
  const row = new RowReference(context, metadata);
  const above = identifier(row.alias, foreignKey(getRelation(metadata, over)));
  const on = sql`${row.primaryKey} = ${identifier(climb, "key")}`;
  const depth = identifier(climb, "depth");
  // UNION ends a circle, which repeats a key; with the depth beside it each round differs, and the maximum ends it.
  const [first, next, name, bound] = maximum
    ? [sql`, 1`, sql`, ${depth} + 1`, sql`, "depth"`, sql` AND ${depth} < ${raw(String(maximum))}`]
    : [empty, empty, empty, empty];
  const columns = sql`${identifier("key")}${name}`;
  return sql`WITH RECURSIVE ${identifier(climb)}(${columns}) AS (SELECT ${key}${first} UNION SELECT ${above}${next} FROM ${identifier(climb)} JOIN ${row.emitFrom(on)} WHERE ${above} IS NOT NULL${bound}) SELECT ${columns} FROM ${identifier(climb)}`;
}
