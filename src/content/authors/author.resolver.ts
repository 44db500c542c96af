import { nounResolver } from "../../graph/noun-resolver.js";
import { Author, AuthorConnection } from "./author.entity.js";

export const AuthorResolver = nounResolver({
  node: Author,
  connection: AuthorConnection,
  one: "author",
  many: "authors",
  order: [{ path: "nameKey", direction: "ASC" }],
  descriptions: {
    one: "The author of this slug or id; null when there is none.",
    many: "All authors, alphabetical.",
  },
});
