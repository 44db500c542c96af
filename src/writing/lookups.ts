import type { EntityManager } from "typeorm";
import type { EntityClass } from "../graph/plan-rules.js";
import { selectRows } from "./rows.js";

/** A row that another one refers to, by TypeORM property path; it has no prose. */
export interface FoundRow extends Record<string, unknown> {
  rowId: number;
  id: string;
  slug: string;
}

const maximumEntries = 20_000;

/** Nobody refers to prose, and thousands of biographies would fill the memory. */
const isReferredTo = (path: string) => !/\.(?:markdown|html|text)$/.test(path);

/** Finds rows by one column and remembers them, found or not, until their table is written. */
export class Lookups {
  private readonly tables = new Map<EntityClass, Map<string, FoundRow[]>>();

  constructor(private readonly manager: EntityManager) {}

  /** The rows of each value, lowest id first; one statement for all values that are not remembered. */
  async find(
    table: EntityClass,
    column: "slug" | "rowId" | "nameKey" | "titleKey",
    values: Iterable<string | number>,
  ): Promise<Map<string | number, FoundRow[]>> {
    const remembered = this.remembered(table);
    const wanted = [...new Set(values)];
    const unknown = wanted.filter((value) => !remembered.has(`${column} ${value}`));
    if (unknown.length > 0) {
      for (const value of unknown) remembered.set(`${column} ${value}`, []);
      const rows = await selectRows<FoundRow>(this.manager, table, {
        where: { [column]: unknown },
        orderBy: "id",
        isWanted: isReferredTo,
      });
      for (const row of rows) remembered.get(`${column} ${row[column]}`)?.push(row);
    }
    return new Map(wanted.map((value) => [value, remembered.get(`${column} ${value}`) ?? []]));
  }

  /** Must be called when rows of the table have changed; without a table, after a failed write. */
  forget(table?: EntityClass): void {
    if (table) this.tables.delete(table);
    else this.tables.clear();
  }

  private remembered(table: EntityClass): Map<string, FoundRow[]> {
    const known = this.tables.get(table);
    if (known && known.size < maximumEntries) return known;
    const fresh = new Map<string, FoundRow[]>();
    this.tables.set(table, fresh);
    return fresh;
  }
}
