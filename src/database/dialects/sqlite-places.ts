import sql, { raw } from "sql-template-tag";
import type { Dialect } from "./dialect.js";

/** In degrees. The R*Tree rounds a side to 32 bits: at 180 degrees by 15 millionths. */
const mostRounded = 0.0001;

/**
 * An R*Tree `<table>_place` beside a table, kept by triggers; it rounds outwards:
 * https://www.sqlite.org/rtree.html#roundoff_error
 */
export const sqlitePlaces: Pick<Dialect, "emitPlaces" | "reindexPlaces" | "selectMisplaced"> = {
  emitPlaces({ table, alias, window: { west, east, south, north } }) {
    const side = (name: string) => raw(`"${alias}"."${name}"`);
    return sql`${raw(`"${table}_place" AS "${alias}"`)} ON ${side("west")} <= ${east} AND ${side("east")} >= ${west} AND ${side("south")} <= ${north} AND ${side("north")} >= ${south}`;
  },

  async reindexPlaces(manager, table) {
    await manager.query(`DELETE FROM "${table}_place"`);
    await manager.query(
      `INSERT INTO "${table}_place" SELECT row_id, longitude, longitude, latitude, latitude
        FROM "${table}" WHERE latitude IS NOT NULL`,
    );
  },

  selectMisplaced(table) {
    const sides = { west: "longitude", east: "longitude", south: "latitude", north: "latitude" };
    const near = Object.entries(sides).map(([side, place]) => `abs(${side} - ${place}) < ${mostRounded}`);
    return `SELECT row_id, slug FROM (
        SELECT thing.row_id, thing.slug FROM "${table}" AS thing LEFT JOIN "${table}_place" AS place ON place.row_id = thing.row_id
          WHERE CASE WHEN latitude IS NULL THEN place.row_id IS NOT NULL ELSE (${near.join(" AND ")}) IS NOT TRUE END
        UNION ALL SELECT row_id, NULL FROM "${table}_place" AS place
          WHERE NOT EXISTS (SELECT 1 FROM "${table}" AS thing WHERE thing.row_id = place.row_id))
      ORDER BY row_id`;
  },
};
