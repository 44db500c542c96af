import type { DataSource, EntityMetadata } from "typeorm";

/** The classes whose rows lie in tables of the database; others are read from the columns of those. */
export function listStoredTables({ entityMetadatas }: Pick<DataSource, "entityMetadatas">): EntityMetadata[] {
  return entityMetadatas.filter(({ synchronize }) => synchronize);
}
