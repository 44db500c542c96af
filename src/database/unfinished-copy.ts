import type { DataSource } from "typeorm";

/** A table that is there as long as a copy into the database has begun and not ended. */
export const unfinishedCopyTable = "unfinished_copy";

export const unfinishedCopyFault =
  "The database holds a part of a copy. Run the same `colloquy copy` again to complete it.";

/** What a copy that has begun in a database has noted there. */
export interface UnfinishedCopy {
  /** The place of its source, in words. */
  source: string;
  /** What the source held, as far as tells one state of it from another; empty when what is here is none of it. */
  fingerprint: string;
}

/** Undefined where no copy has begun, or it has ended. */
export async function findUnfinishedCopy(source: DataSource): Promise<UnfinishedCopy | undefined> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable(unfinishedCopyTable))) return undefined;
    const [row]: UnfinishedCopy[] = await runner.query(`SELECT * FROM "${unfinishedCopyTable}"`);
    return row ?? { source: "nothing", fingerprint: "" };
  } finally {
    await runner.release();
  }
}
