import type { PostgresClient } from "../../dialects/postgres-connection.js";

/** Bytes of the write-ahead log that lie before a point in it; grows with all that is written. */
export type LogPosition = number;

/** SQL: how far a server has come, as a number; of one that follows, how far what it shows has. */
export const emitPosition = `pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
  ELSE pg_current_wal_insert_lsn() END, '0/0')`;

/** Which server a connection leads to. */
export interface ServerIdentity {
  /** The same for a primary and all that follow it; of each of its databases another one. */
  cluster: string;
  /**
   * Another one each time that a server stops to follow and is written to itself.
   *
   * What the former primary wrote last may be missing there, so that its counts say something else from then on.
   */
  timeline: string;
  isFollowing: boolean;
}

export async function identifyServer(client: PostgresClient): Promise<ServerIdentity> {
  // The control file learns of a promotion at the next checkpoint; the name of the log's file bears it at once.
  const { rows } = await client.query(
    `SELECT pg_is_in_recovery() AS "isFollowing", concat((SELECT system_identifier FROM pg_control_system()), '-',
      (SELECT oid FROM pg_database WHERE datname = current_database())) AS cluster,
      CASE WHEN pg_is_in_recovery() THEN (SELECT to_hex(timeline_id) FROM pg_control_checkpoint())
        ELSE ltrim(left(pg_walfile_name(pg_current_wal_lsn()), 8), '0') END AS timeline`,
  );
  return rows[0];
}
