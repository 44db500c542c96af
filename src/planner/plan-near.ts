import { GraphError } from "../errors.js";
import { degreesOffset, maximumRadius, type Near } from "../graph/near.js";
import type { CollectedField } from "./collect-fields.js";
import type { NearPlan } from "./plan.js";
import type { ArgumentValues, PlannedArguments } from "./plan-inputs.js";

/**
 * What the argument `near` asks for; undefined where it is absent.
 *
 * That it is given decides the plan; where the point lies, and how much around it is meant, is bound.
 * @throws {GraphError} NEAR_INVALID
 */
export function planNear(
  place: string | undefined,
  { field, values }: { field: CollectedField; values: PlannedArguments },
): NearPlan | undefined {
  if (place === undefined || !values.assume(({ near }) => near != null)) return undefined;
  const fault = values.assume(findFault);
  if (fault !== undefined) {
    throw new GraphError("NEAR_INVALID", `${field.name} ${fault}`, { nodes: field.nodes });
  }
  const bind = (read: (near: Near) => number) => values.parameter((given) => read(nearOf(given)));
  return {
    place,
    latitude: bind(({ latitude }) => toDegrees(latitude)),
    longitude: bind(({ longitude }) => toDegrees(longitude)),
    radius: bind(({ radiusKm }) => radiusKm * 1000),
  };
}

/** Names the point of `near`; undefined where it is absent. */
export function findPointText({ near }: ArgumentValues): string | undefined {
  if (near == null) return undefined;
  const { latitude, longitude } = near as Near;
  return `${latitude},${longitude}`;
}

function toDegrees(value: number): number {
  return value + degreesOffset - degreesOffset;
}

function nearOf({ near }: ArgumentValues): Near {
  return near as Near;
}

function findFault(values: ArgumentValues): string | undefined {
  const { latitude, longitude, radiusKm } = nearOf(values);
  if (!(Math.abs(latitude) <= 90)) return `got near.latitude: ${latitude}; give -90 to 90 degrees.`;
  if (!(Math.abs(longitude) <= 180)) return `got near.longitude: ${longitude}; give -180 to 180 degrees.`;
  if (!(radiusKm > 0 && radiusKm <= maximumRadius)) {
    return `got near.radiusKm: ${radiusKm}; give more than 0 and at most ${maximumRadius}, which is the whole earth.`;
  }
  if (Array.isArray(values.orderBy) && values.orderBy.length > 0) {
    return "takes near or orderBy, not both: what is near is ordered by its distance.";
  }
  return undefined;
}
