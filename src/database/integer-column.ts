import type { ColumnMetadata } from "./dialects/dialect.js";

/** Whether a column holds whole numbers; generated keys, and columns that name them, are declared by class. */
export function isIntegerColumn({ type }: Pick<ColumnMetadata, "type">): boolean {
  return type === "integer" || type === Number;
}
