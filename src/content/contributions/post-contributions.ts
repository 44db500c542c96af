import type { FoundRow } from "../../writing/lookups.js";
import { matchStored } from "../../writing/match-stored.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import type { MissingReference } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Clinic } from "../clinics/clinic.entity.js";
import { Expert } from "../experts/expert.entity.js";
import type { WantedContribution } from "../posts/post-outline.js";
import type { PartListPlan, StoredPart } from "../posts/post-parts.js";
import { type PrintedAttribution, resolveAttribution, toAttributionColumns } from "./attribution.js";
import { Contribution } from "./contribution.entity.js";

export interface ContributionPlan extends PartListPlan {
  /** What is printed over each contribution, in order. */
  printed: PrintedAttribution[];
}

/** A wanted contribution and the rows that it names. */
interface Candidate extends WantedContribution {
  expert: FoundRow;
  clinic: FoundRow | null | undefined;
}

/** What must be done so that a post has these contributions; or the experts and clinics that do not exist. */
export async function planContributions(
  transaction: WriteTransaction,
  wanted: readonly WantedContribution[],
  stored: readonly StoredPart[],
): Promise<ContributionPlan | { missing: MissingReference[] }> {
  const candidates = await findPeople(transaction, wanted);
  if ("missing" in candidates) return candidates;
  const pairs = matchStored(candidates, stored, [
    ({ input }, { id }) => input.id === id,
    ({ input, expert, prose }, row) =>
      input.id === undefined &&
      row["expert.rowId"] === expert.rowId &&
      row["body.markdown"] === prose.markdown,
    ({ input, expert }, row) => input.id === undefined && row["expert.rowId"] === expert.rowId,
  ]);
  const kept = new Set(pairs.values());
  const plan: ContributionPlan = {
    noun: "contribution",
    table: Contribution,
    owner: "post.rowId",
    keepsVisibleFrom: true,
    plans: [],
    removed: stored.filter((row) => !kept.has(row)),
    printed: [],
  };
  const counts = new Map<string, number>();
  for (const candidate of candidates) {
    const count = (counts.get(candidate.expert.id) ?? 0) + 1;
    counts.set(candidate.expert.id, count);
    await addContribution(transaction, plan, { candidate, count, stored: pairs.get(candidate) });
  }
  return plan;
}

async function addContribution(
  transaction: WriteTransaction,
  plan: ContributionPlan,
  { candidate, count, stored }: { candidate: Candidate; count: number; stored: StoredPart | undefined },
): Promise<void> {
  const { input, field, prose, expert, clinic } = candidate;
  const sources = { given: input.attribution, clinic, expert, stored };
  const { printed, clinicRowId } = await resolveAttribution(transaction, sources);
  plan.printed.push(printed);
  plan.plans.push({
    stored,
    givenId: input.id,
    field,
    naturalKey: `${expert.id}/${count}`,
    columns: {
      position: plan.plans.length + 1,
      kind: input.contribution,
      "expert.rowId": expert.rowId,
      "clinic.rowId": clinicRowId,
      "body.markdown": prose.markdown,
      "body.html": prose.html,
      "body.text": prose.text,
      ...toAttributionColumns(printed),
    },
  });
}

async function findPeople(
  transaction: WriteTransaction,
  wanted: readonly WantedContribution[],
): Promise<Candidate[] | { missing: MissingReference[] }> {
  const experts = await findReferences(
    transaction,
    { noun: "expert", table: Expert },
    wanted.map(({ input, field }) => ({ slug: input.expert, field: `${field}.expert` })),
  );
  const clinics = await findReferences(
    transaction,
    { noun: "clinic", table: Clinic },
    wanted.flatMap(({ input, field }) => optionalReference(`${field}.clinic`, input.clinic)),
  );
  if ("missing" in experts || "missing" in clinics) {
    const lists = [experts, clinics];
    return { missing: lists.flatMap((list) => ("missing" in list ? list.missing : [])) };
  }
  return wanted.flatMap((item) => {
    const expert = experts.found.get(item.input.expert);
    const clinic = item.input.clinic
      ? clinics.found.get(item.input.clinic)
      : (item.input.clinic as null | undefined);
    return expert ? [{ ...item, expert, clinic }] : [];
  });
}
