import type { MedicalConditionLeaf, MedicalTherapyLeaf } from "schema-dts";
import { present } from "../json-ld.js";

/** What JSON-LD says of a tag. */
export interface DescribedTag {
  kind: "CONDITION" | "TREATMENT" | "TOPIC";
  name: string;
  url: string;
  synonyms: readonly string[];
}

/** Selection set of such a tag. */
export const describedTag = "{ kind name url synonyms }";

/** Conditions in the terms of schema.org. */
export function listConditions(tags: readonly DescribedTag[]): MedicalConditionLeaf[] {
  return tags
    .filter(({ kind }) => kind === "CONDITION")
    .map((tag) => ({ "@type": "MedicalCondition", ...describe(tag) }));
}

/** Treatments in the terms of schema.org. */
export function listTherapies(tags: readonly DescribedTag[]): MedicalTherapyLeaf[] {
  return tags
    .filter(({ kind }) => kind === "TREATMENT")
    .map((tag) => ({ "@type": "MedicalTherapy", ...describe(tag) }));
}

function describe({ name, url, synonyms }: DescribedTag) {
  return { name, url, ...present({ alternateName: synonyms }) };
}
