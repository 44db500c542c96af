/** A facet of a search: from what `rows` add to a row of `found`, the key of a row of `node`. */
export interface SearchFacet {
  node: "tag" | "expert" | "clinic" | "region";
  key: string;
  rows: string;
}

const tagsOfKind = (kind: string): SearchFacet => ({
  node: "tag",
  key: "x.tag_row_id",
  rows: `post_tag x CROSS JOIN tag t WHERE x.post_row_id = found.post_row_id AND t.row_id = x.tag_row_id AND t.kind = '${kind}'`,
});

/** By the name of their field, in the order in which the operation selects them. */
export const searchFacets: Readonly<Record<string, SearchFacet>> = {
  conditions: tagsOfKind("CONDITION"),
  treatments: tagsOfKind("TREATMENT"),
  experts: {
    node: "expert",
    key: "x.expert_row_id",
    rows: "contribution x WHERE x.post_row_id = found.post_row_id",
  },
  clinics: {
    node: "clinic",
    key: "x.clinic_row_id",
    rows: "contribution x WHERE x.post_row_id = found.post_row_id AND x.clinic_row_id IS NOT NULL",
  },
  regions: {
    node: "region",
    key: "k.region_row_id",
    rows: "contribution x CROSS JOIN clinic k WHERE x.post_row_id = found.post_row_id AND k.row_id = x.clinic_row_id AND k.region_row_id IS NOT NULL",
  },
};
