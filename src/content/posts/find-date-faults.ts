import type { WriteFault } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { NodeInputOf } from "../node-input.js";

/** Days on which something is said to have been done, and that are still to come at the time of the write. */
export function findDateFaults(
  { now }: WriteTransaction,
  { medicalReview, corrections }: NodeInputOf<"post">,
): WriteFault[] {
  const today = now.slice(0, 10);
  const days = [
    { field: "medicalReview.reviewedOn", day: medicalReview?.reviewedOn, what: "the review" },
    ...corrections.map(({ correctedOn }, index) => ({
      field: `corrections.${index}.correctedOn`,
      day: correctedOn,
      what: "the correction",
    })),
  ];
  return days.flatMap(({ field, day, what }) => {
    if (day === undefined || day <= today) return [];
    const message = `${day} is still to come (today is ${today} by UTC); give the day on which ${what} was made`;
    return [{ field, code: "FIELD_INVALID", message }];
  });
}
