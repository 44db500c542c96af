import { matchStored } from "../../writing/match-stored.js";
import { renderMarkdown } from "../../writing/render-markdown.js";
import type { Row } from "../../writing/rows.js";
import type { CorrectionDraft, CorrectionInput } from "../node-input.js";
import { findUnderivableId, toNaturalKeys } from "../posts/natural-keys.js";
import type { PartListPlan, StoredPart } from "../posts/post-parts.js";
import { Correction } from "./correction.entity.js";

/** What must be done so that a post has these corrections. One stays the same by its words, else by its day. */
export function planCorrections(
  wanted: readonly CorrectionInput[],
  stored: readonly StoredPart[],
): PartListPlan {
  const pairs = matchStored(wanted, stored, [
    ({ id }, row) => id === row.id,
    ({ id, correctedOn, markdown }, row) =>
      id === undefined && correctedOn === row.correctedOn && markdown === row["body.markdown"],
    ({ id, markdown }, row) => id === undefined && markdown === row["body.markdown"],
    ({ id, correctedOn }, row) => id === undefined && correctedOn === row.correctedOn,
  ]);
  const kept = new Set(pairs.values());
  const naturalKeys = toNaturalKeys(wanted.map(({ correctedOn }) => correctedOn));
  return {
    noun: "correction",
    table: Correction,
    owner: "post.rowId",
    keepsVisibleFrom: false,
    plans: wanted.map((input, index) => ({
      stored: pairs.get(input),
      givenId: input.id,
      field: `corrections.${index}`,
      naturalKey: naturalKeys[index] ?? "",
      columns: { position: index + 1, ...toColumns(input) },
    })),
    removed: stored.filter((row) => !kept.has(row)),
  };
}

function toColumns({ correctedOn, markdown }: CorrectionInput): Row {
  const { html, text } = renderMarkdown(markdown);
  return { correctedOn, "body.markdown": markdown, "body.html": html, "body.text": text };
}

/** Stored corrections of a post, in order, as an input has them; ids only where they cannot be derived. */
export function toCorrectionDrafts(post: string, rows: readonly StoredPart[]): CorrectionDraft[] {
  const naturalKeys = toNaturalKeys(rows.map(({ correctedOn }) => String(correctedOn)));
  return rows.map((row, index) => ({
    id: findUnderivableId("correction", { post, naturalKey: naturalKeys[index], id: row.id }),
    correctedOn: String(row.correctedOn),
    markdown: String(row["body.markdown"]),
  }));
}
