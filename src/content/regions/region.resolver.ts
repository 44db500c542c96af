import { nounResolver } from "../../graph/noun-resolver.js";
import { Region, RegionConnection } from "./region.entity.js";

export const RegionResolver = nounResolver({
  node: Region,
  connection: RegionConnection,
  one: "region",
  many: "regions",
  order: [{ path: "nameKey", direction: "ASC" }],
  descriptions: {
    one: "The region of this slug or id; null when there is none.",
    many: "All regions, alphabetical.",
  },
});
