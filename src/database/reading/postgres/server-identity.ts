import type { Queryable } from "../../dialects/postgres-connection.js";

/** Bytes of the write-ahead log that lie before a point in it; grows with all that is written. */
export type LogPosition = number;

/** Which content a server has: positions of two servers can be compared where both are the same. */
export interface History {
  /** The same for a primary and all that follow it; of each of its databases another one. */
  cluster: string;
  /**
   * Another one each time that a server stops to follow and is written to itself.
   *
   * What the former primary wrote last may be missing there, so that its counts say something else from then on.
   */
  timeline: string;
}

/** Which server a connection leads to, and where it is; asked each time, for both change without the connection's end. */
export interface ServerIdentity extends History {
  /** Another one for each start of each server. */
  instance: string;
  isFollowing: boolean;
  /** How far it has come; where it follows, how far what it shows has. */
  position: LogPosition;
}

/** SQL: another text for each start of each server. */
const emitInstance = `concat((SELECT system_identifier FROM pg_control_system()), '-',
  extract(epoch FROM pg_postmaster_start_time()))`;

/**
 * SQL, terms of a select list: where a server is. Whatever else the statement sees was written before its position.
 *
 * The control file learns of a promotion at a checkpoint. On the promoted server the name of the log's file bears it at
 * once; on one that follows, what it receives does, which it takes only if it fits what it has. Those who may not see
 * that wait for the checkpoint. So none is ever taken for further on than it is.
 */
export const emitIdentity = `pg_is_in_recovery() AS "isFollowing",
  concat((SELECT system_identifier FROM pg_control_system()), '-',
    (SELECT oid FROM pg_database WHERE datname = current_database())) AS cluster,
  ${emitInstance} AS instance,
  CASE WHEN pg_is_in_recovery() THEN (SELECT to_hex(greatest(timeline_id, min_recovery_end_timeline,
      (SELECT max(received_tli) FROM pg_stat_wal_receiver))) FROM pg_control_checkpoint(), pg_control_recovery())
    ELSE ltrim(left(pg_walfile_name(pg_current_wal_lsn()), 8), '0') END AS timeline,
  pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
    ELSE pg_current_wal_insert_lsn() END, '0/0') AS position`;

/** The row of a statement with the terms of `emitIdentity`. */
export function toIdentity(row: ServerIdentity): ServerIdentity {
  const { cluster, timeline, instance, isFollowing, position } = row;
  return {
    cluster,
    timeline: timeline.toLowerCase(),
    instance,
    isFollowing,
    position: toEndOfRecord(Number(position)),
  };
}

/** Of PostgreSQL's log (access/xlog_internal.h): what stands at the start of a page, and of the first one of a file. */
const pageBytes = 8_192;
const headerBytes = [24, 40];

/**
 * Where the last record ends.
 *
 * Of a page on which the next record will begin a primary names the place behind the page's header, and a replica the
 * place before it. Where a record goes on to that place from the page before, it began before both.
 */
function toEndOfRecord(position: LogPosition): LogPosition {
  const onPage = position % pageBytes;
  return headerBytes.includes(onPage) ? position - onPage : position;
}

/** Which start of which server a connection leads to. */
export async function findInstance(client: Queryable): Promise<string> {
  const query = { text: `SELECT ${emitInstance} AS instance`, query_timeout: 1_000 };
  const { rows } = await client.query<Pick<ServerIdentity, "instance">>(query);
  return rows[0]?.instance ?? "";
}

export function isSameHistory(one: History, other: History): boolean {
  return one.cluster === other.cluster && one.timeline === other.timeline;
}
