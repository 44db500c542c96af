import { nounResolver } from "../../graph/noun-resolver.js";
import { Expert, ExpertConnection } from "./expert.entity.js";

export const ExpertResolver = nounResolver({
  node: Expert,
  connection: ExpertConnection,
  one: "expert",
  many: "experts",
  order: [{ path: "nameKey", direction: "ASC" }],
  descriptions: {
    one: "The expert of this slug or id; null when there is none.",
    many: "All experts, alphabetical.",
  },
});
