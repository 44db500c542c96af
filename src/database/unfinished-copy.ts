import type { DataSource } from "typeorm";

/** A table that is there as long as a copy into the database has begun and not ended. */
export const unfinishedCopyTable = "unfinished_copy";

export const unfinishedCopyFault =
  "The database holds a part of a copy. Run the same `colloquy copy` again to complete it.";

export async function hasUnfinishedCopy(source: DataSource): Promise<boolean> {
  const runner = source.createQueryRunner();
  try {
    return await runner.hasTable(unfinishedCopyTable);
  } finally {
    await runner.release();
  }
}
