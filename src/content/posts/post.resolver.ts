import { nounResolver } from "../../graph/noun-resolver.js";
import { Post, PostConnection } from "./post.entity.js";

export const PostResolver = nounResolver({
  node: Post,
  connection: PostConnection,
  one: "post",
  many: "posts",
  order: [{ path: "publishedAt", direction: "DESC" }],
  descriptions: {
    one: "The post of this slug or id; null when readers do not see one.",
    many: "All posts that readers see, newest first.",
  },
});
