import { MedicalReview } from "../content/medical-reviews/medical-review.entity.js";
import { toOverdueFrom } from "../content/medical-reviews/overdue-from.js";
import { Post } from "../content/posts/post.entity.js";
import { selectRows } from "../writing/rows.js";
import { isDay } from "./check-days.js";
import { parseList } from "./check-lists.js";
import type { Examination } from "./examination.js";
import { type ReadRow, readRows } from "./read-rows.js";

const paths = ["reviewedOn", "nextDue", "overdueFrom", "reviewer.credentials"];

/** Reviews have no ids, so that the checks of nodes pass them by; what is overdue is told by the instant beside the day. */
export async function checkMedicalReviews(examination: Examination): Promise<void> {
  const { manager, found } = examination;
  for await (const review of readRows(examination, manager.connection.getMetadata(MedicalReview), paths)) {
    const faults = [...listFaults(review)];
    if (faults.length === 0) continue;
    const [post] = await selectRows(manager, Post, { where: { rowId: review.key } });
    for (const fault of faults) found.add("medical reviews", `post ${post?.slug}`, fault);
  }
}

function* listFaults(review: ReadRow): Generator<string> {
  const { reviewedOn, nextDue, overdueFrom } = review;
  for (const [path, day] of Object.entries({ reviewedOn, nextDue })) {
    if (day === null || isDay(String(day))) continue;
    yield `${path} is ${day}; it must be a day of the calendar like 2024-01-31`;
    return;
  }
  const wanted = toOverdueFrom((nextDue as string | null) ?? undefined);
  if (overdueFrom !== wanted) {
    yield `overdueFrom is ${overdueFrom}; by nextDue (${nextDue}) it must be ${wanted}`;
  }
  const credentials = String(review["reviewer.credentials"]);
  if (JSON.stringify(parseList(credentials)) !== credentials) {
    yield `reviewer.credentials is ${credentials}; it must be a JSON array of strings without blanks between them`;
  }
}
