import type { MedicalClinicLeaf, OrganizationLeaf, PersonLeaf } from "schema-dts";
import { present } from "../json-ld.js";
import { isPhysician } from "./physician-credentials.js";

/** What is said of a person: in a profile, or in print. */
export interface DescribedPerson {
  honorific: string | null;
  name: string;
  credentials: readonly string[];
  title: string | null;
}

interface PersonLinks {
  /** Address of the profile. */
  url?: string | undefined;
  worksFor?: MedicalClinicLeaf | OrganizationLeaf | undefined;
}

/** schema-dts takes a node of two types in the place of neither. */
const physician = ["Person", "Physician"] as unknown as "Person";

/**
 * A person in the terms of schema.org; a physician is `Physician` too.
 *
 * Both, because `Physician` is an organisation there: what stands before and behind a name belongs to `Person`.
 */
export function toPersonNode(
  { honorific, name, credentials, title }: DescribedPerson,
  { url, worksFor }: PersonLinks,
): PersonLeaf {
  return {
    "@type": isPhysician(credentials) ? physician : "Person",
    name,
    ...present({
      url,
      honorificPrefix: honorific,
      honorificSuffix: credentials.join(", ") || null,
      jobTitle: title,
      worksFor,
    }),
  };
}
