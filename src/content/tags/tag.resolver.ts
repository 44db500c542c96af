import { nounResolver } from "../../graph/noun-resolver.js";
import { Tag, TagConnection } from "./tag.entity.js";

export const TagResolver = nounResolver({
  node: Tag,
  connection: TagConnection,
  one: "tag",
  many: "tags",
  order: [{ path: "nameKey", direction: "ASC" }],
  descriptions: {
    one: "The tag of this slug or id; null when there is none.",
    many: "All tags, alphabetical.",
  },
});
