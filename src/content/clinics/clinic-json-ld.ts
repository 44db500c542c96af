import type { GeoCoordinatesLeaf, MedicalClinicLeaf, PostalAddressLeaf } from "schema-dts";
import type { Derivation } from "../../graph/derived-field.js";
import { present, renderJsonLd, toBreadcrumbs } from "../json-ld.js";
import { listRegions, type RegionChain, regionChain } from "../regions/region-chain.js";
import { type DescribedTag, describedTag, listTherapies } from "../tags/tag-node.js";

interface DescribedClinic {
  name: string;
  url: string;
  tagline: string | null;
  website: string | null;
  city: string | null;
  location: { latitude: number; longitude: number } | null;
  region: RegionChain | null;
  treatments: { nodes: DescribedTag[] };
}

/** `Clinic.jsonLd`: the clinic, what it offers and where it is, and the way to the page. */
export const clinicJsonLd: Derivation<DescribedClinic> = {
  needs: `{
    name url tagline website city
    location { latitude longitude }
    region ${regionChain}
    treatments(first: 30) { nodes ${describedTag} }
  }`,
  derive(clinic) {
    const { name, url, region } = clinic;
    return renderJsonLd([toClinicNode(clinic), toBreadcrumbs({ name, url }, listRegions(region))]);
  },
};

function toClinicNode({
  name,
  url,
  tagline,
  website,
  treatments,
  ...place
}: DescribedClinic): MedicalClinicLeaf {
  return {
    "@type": "MedicalClinic",
    "@id": url,
    name,
    url,
    ...present({
      slogan: tagline,
      sameAs: website,
      address: toAddress(place),
      geo: toCoordinates(place),
      availableService: listTherapies(treatments.nodes),
    }),
  };
}

type Place = Pick<DescribedClinic, "city" | "region" | "location">;

/** The city as the clinic writes it, else that of its region. */
function toAddress({ city, region }: Place): PostalAddressLeaf | undefined {
  const names = new Map(listRegions(region).map(({ kind, name }) => [kind, name]));
  const address = present({
    addressLocality: city ?? names.get("CITY"),
    addressRegion: names.get("STATE"),
    addressCountry: names.get("COUNTRY"),
  });
  return Object.keys(address).length > 0 ? { "@type": "PostalAddress", ...address } : undefined;
}

function toCoordinates({ location }: Place): GeoCoordinatesLeaf | undefined {
  return location ? { "@type": "GeoCoordinates", ...location } : undefined;
}
