import { createHash } from "node:crypto";
import type { BoundValue } from "./plan.js";
import type { ArgumentValues, PlannedArguments } from "./plan-inputs.js";
import { findPointText } from "./plan-near.js";

/** Reads from the arguments what the rows are ordered by their distance or likeness to; undefined where there is no such thing. */
export type SubjectReader = (given: ArgumentValues) => string | undefined;

/** A point by its coordinates; a query by a digest, since it can be long. */
export function createSubjectReader(match: string | undefined): SubjectReader {
  if (match === undefined) return findPointText;
  return (given) => createHash("sha256").update(String(given[match])).digest("hex").slice(0, 8);
}

/** What a subject is bound with, for the cursors of a page. Whether there is one is a part of the plan. */
export function planSubject(read: SubjectReader, values: PlannedArguments): BoundValue | undefined {
  if (!values.assume((given) => read(given) !== undefined)) return undefined;
  return values.parameter((given) => read(given) ?? null);
}
