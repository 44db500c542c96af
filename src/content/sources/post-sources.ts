import { toNameKey } from "../../graph/name-key.js";
import { matchStored } from "../../writing/match-stored.js";
import type { Row } from "../../writing/rows.js";
import type { SourceDraft, SourceInput } from "../node-input.js";
import { findUnderivableId, toNaturalKeys } from "../posts/natural-keys.js";
import type { PartListPlan, StoredPart } from "../posts/post-parts.js";
import { Source } from "./source.entity.js";

/** What must be done so that a post has these sources. One that is put right stays the same by its DOI, address or title. */
export function planSources(wanted: readonly SourceInput[], stored: readonly StoredPart[]): PartListPlan {
  const pairs = matchStored(wanted, stored, [
    ({ id }, row) => id === row.id,
    (input, row) => input.id === undefined && isSame(input, row),
    ({ id, doi }, row) => id === undefined && doi !== undefined && doi === row.doi,
    ({ id, url }, row) => id === undefined && url !== undefined && url === row.url,
    ({ id, title }, row) => id === undefined && toNameKey(title) === toNameKey(String(row.title)),
  ]);
  const kept = new Set(pairs.values());
  const naturalKeys = toNaturalKeys(wanted.map(({ title }) => toNameKey(title)));
  return {
    noun: "source",
    table: Source,
    owner: "post.rowId",
    keepsVisibleFrom: false,
    plans: wanted.map((input, index) => ({
      stored: pairs.get(input),
      givenId: input.id,
      field: `sources.${index}`,
      naturalKey: naturalKeys[index] ?? "",
      columns: { position: index + 1, ...toColumns(input) },
    })),
    removed: stored.filter((row) => !kept.has(row)),
  };
}

function isSame({ title, doi, url }: SourceInput, row: StoredPart): boolean {
  return title === row.title && (doi ?? null) === row.doi && (url ?? null) === row.url;
}

function toColumns({ title, authors, publisher, year, doi, url }: SourceInput): Row {
  return {
    title,
    authors: JSON.stringify(authors),
    publisher: publisher ?? null,
    year: year ?? null,
    doi: doi ?? null,
    url: url ?? null,
  };
}

/** Stored sources of a post, in order, as an input has them; ids only where they cannot be derived. */
export function toSourceDrafts(post: string, rows: readonly StoredPart[]): SourceDraft[] {
  const naturalKeys = toNaturalKeys(rows.map(({ title }) => toNameKey(String(title))));
  return rows.map((row, index) => {
    const authors = JSON.parse(String(row.authors)) as string[];
    return {
      id: findUnderivableId("source", { post, naturalKey: naturalKeys[index], id: row.id }),
      title: String(row.title),
      authors: authors.length === 0 ? undefined : authors,
      publisher: (row.publisher as string | null) ?? undefined,
      year: (row.year as number | null) ?? undefined,
      doi: (row.doi as string | null) ?? undefined,
      url: (row.url as string | null) ?? undefined,
    };
  });
}
