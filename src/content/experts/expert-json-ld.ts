import type { Derivation } from "../../graph/derived-field.js";
import { present, renderJsonLd, toBreadcrumbs } from "../json-ld.js";
import { listRegions, type RegionChain, regionChain } from "../regions/region-chain.js";
import { type DescribedPerson, toPersonNode } from "./person-node.js";

interface DescribedExpert extends DescribedPerson {
  url: string;
  bio: string | null;
  clinic: { name: string; url: string; region: RegionChain | null } | null;
}

/** `Expert.jsonLd`: the person as described today, and the way to the page. */
export const expertJsonLd: Derivation<DescribedExpert> = {
  needs: `{
    honorific name credentials title url
    bio(format: TEXT)
    clinic { name url region ${regionChain} }
  }`,
  derive({ bio, clinic, ...person }) {
    const { name, url } = person;
    const worksFor = clinic
      ? ({ "@type": "MedicalClinic", name: clinic.name, url: clinic.url } as const)
      : undefined;
    return renderJsonLd([
      { ...toPersonNode(person, { url, worksFor }), "@id": url, ...present({ description: bio }) },
      toBreadcrumbs({ name, url }, listRegions(clinic?.region)),
    ]);
  },
};
