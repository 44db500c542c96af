import sql, { raw, type Sql } from "sql-template-tag";
import { degreesOffset, earthRadius } from "../graph/near.js";
import type { BoundValue, NearPlan } from "./plan.js";
import type { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

const radius = raw(earthRadius.toFixed(1));
const offset = raw(String(degreesOffset));

/**
 * Whole metres from the point to the row's place along a great circle; NULL for a row without a place.
 *
 * Vincenty's formula for a sphere (Survey Review XXIII, 176, 1975): it loses no digits next to the point, nor at its
 * antipodes. Rounded, so that what a cursor holds is what is computed again.
 */
export function emitDistance(row: RowReference, near: NearPlan): Sql {
  const from = sql`radians(${emitNumber(near.latitude)})`;
  const to = sql`radians(${emitDegrees(row.column(`${near.place}.latitude`))})`;
  const turn = sql`radians(${emitDegrees(row.column(`${near.place}.longitude`))} - ${emitNumber(near.longitude)})`;
  const east = sql`cos(${to}) * sin(${turn})`;
  const north = sql`cos(${from}) * sin(${to}) - sin(${from}) * cos(${to}) * cos(${turn})`;
  const ahead = sql`sin(${from}) * sin(${to}) + cos(${from}) * cos(${to}) * cos(${turn})`;
  const angle = sql`atan2(sqrt(power(${east}, 2) + power(${north}, 2)), ${ahead})`;
  return sql`CAST(round(${radius} * ${angle}) AS integer)`;
}

/** Rounded like the point's: PostgreSQL refuses to multiply what is so small that nothing is left of it. */
function emitDegrees(column: Sql): Sql {
  return sql`(${column} + ${offset} - ${offset})`;
}

/** `FROM` with one column, `metres`: all that the radius reaches. */
export function emitRadius(near: NearPlan): Sql {
  return sql`(SELECT ${emitNumber(near.radius)} AS ${identifier("metres")})`;
}

export function emitNumber(value: BoundValue): Sql {
  return sql`CAST(${value} AS double precision)`;
}

/**
 * The keys of all rows that the metres in `reach` may lead to, each once, with these metres; a few farther ones are
 * among them.
 *
 * A circle on the globe lies in a rectangle of the map: as many degrees to north and south, and to east and west
 * as far as the meridians that touch the circle, or all around where a pole lies inside. The map is laid out three
 * times side by side, so that nothing ends at the date line.
 */
export function emitPlaceKeys(
  context: StatementContext,
  { row, near, reach }: { row: RowReference; near: NearPlan; reach: Sql },
): Sql {
  const [circle, map, place] = [context.nextAlias(), context.nextAlias(), context.nextAlias()];
  const [metres, angle, half] = ["metres", "angle", "half"].map((name) => identifier(circle, name));
  const turn = identifier(map, "turn");
  const latitude = emitNumber(near.latitude);
  const middle = sql`${emitNumber(near.longitude)} + ${turn}`;
  const places = context.dialect.emitPlaces({
    table: row.metadata.tableName,
    alias: place,
    window: {
      south: sql`${latitude} - ${angle}`,
      north: sql`${latitude} + ${angle}`,
      west: sql`${middle} - ${half}`,
      east: sql`${middle} + ${half}`,
    },
  });
  const maps = sql`(SELECT 0 AS ${identifier("turn")} UNION ALL SELECT -360 UNION ALL SELECT 360) AS ${identifier(map)}`;
  const circles = sql`(${emitCircle(context, reach, latitude)}) AS ${identifier(circle)}`;
  const windows = sql`${circles} CROSS JOIN ${maps}`;
  const isNew = sql`(${turn} = 0 OR ${half} < ${allAround})`;
  return sql`SELECT ${identifier(place, "row_id")} AS ${identifier("key")}, ${metres} AS ${identifier("metres")} FROM ${context.dialect.emitOrderedJoin(windows, places)} WHERE ${isNew}`;
}

/** Ten metres more than it must: they are more than all that is rounded. */
const slack = raw("10");

/** Degrees to either side, wherever the middle is. */
const allAround = raw("360");

/**
 * Of the circle around the point: its `metres`, its `angle` as seen from the earth's centre, and `half` its width in
 * degrees: asin(sin(angle) / cos(latitude)), at most 90, here without a division that could round to more than 1.
 */
function emitCircle(context: StatementContext, reach: Sql, latitude: Sql): Sql {
  const around = context.nextAlias();
  const inner = context.nextAlias();
  const metres = identifier(inner, "metres");
  const angle = identifier(around, "angle");
  const touching = sql`degrees(atan2(sin(radians(${angle})), sqrt(cos(radians(${latitude} + ${angle})) * cos(radians(${latitude} - ${angle})))))`;
  const half = sql`CASE WHEN abs(${latitude}) + ${angle} >= 90 THEN ${allAround} ELSE ${touching} END`;
  const angles = sql`SELECT ${metres}, degrees((${metres} + ${slack}) / ${radius}) AS ${identifier("angle")} FROM ${reach} AS ${identifier(inner)}`;
  return sql`SELECT ${identifier(around, "metres")}, ${angle}, ${half} AS ${identifier("half")} FROM (${angles}) AS ${identifier(around)}`;
}
