import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Node } from "../../graph/node.js";

export enum UrlStatus {
  FOUND = "FOUND",
  REDIRECT = "REDIRECT",
  GONE = "GONE",
}

registerEnumType(UrlStatus, {
  name: "UrlStatus",
  description: "What a site answers a request for an address with.",
  valuesConfig: {
    FOUND: { description: "The page of `node`: show it." },
    REDIRECT: { description: "The page of `node` has another address today: send readers to `location`." },
    GONE: {
      description:
        "There was a page, and it was taken down for good: 410. Of a post, that it is archived and its publishedAt has come.",
    },
  },
});

@ObjectType({ description: "Where an address of the publisher's site leads.", simpleResolvers: true })
export class ResolvedUrl {
  @Field(() => UrlStatus, { description: "Whether to show a page, to redirect, or to say that it is gone." })
  status: UrlStatus;

  @Field(() => Int, { description: "The same as an HTTP status: 200, 301 or 410." })
  httpStatus: number;

  @Field(() => String, {
    nullable: true,
    description: "The page's address today, which is the canonical one; null when it is gone.",
  })
  location: string | null;

  @Field(() => Node, {
    nullable: true,
    description:
      "Whose page it is, also behind a redirect: select the page's fields by `... on Post` and the like. Null when it is gone.",
  })
  node: Node | null;
}
