/** A region with those around it, as far as they are asked for. */
export interface RegionChain {
  kind: "COUNTRY" | "STATE" | "CITY";
  name: string;
  url: string;
  parent?: RegionChain | null;
}

/** Selection set of a region with all that lie around it: the tree is a country, a state and a city deep. */
export const regionChain = "{ kind name url parent { kind name url parent { kind name url } } }";

/** The regions from the country down to the given one; none without one. */
export function listRegions(region: RegionChain | null | undefined): RegionChain[] {
  return region ? [...listRegions(region.parent), region] : [];
}
