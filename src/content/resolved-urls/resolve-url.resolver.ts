import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../../graph/context.js";
import { planExtensions } from "../../graph/plan-rules.js";
import { FormerSlug } from "../../writing/former-slug.entity.js";
import { ResolvedUrl } from "./resolved-url.js";

@Resolver()
export class ResolveUrlResolver {
  @Query(() => ResolvedUrl, {
    nullable: true,
    description:
      "What to answer a request for an address of the publisher's site with, and the node whose page it is; null for an address that never was one, so far as readers may know: 404.",
  })
  @planExtensions({ rule: { kind: "resolveUrl", formerSlugs: () => FormerSlug } })
  resolveUrl(
    @Arg("url", () => String, {
      description:
        "An address under `SITE_URL`, or a path that begins with a slash, with the path of `SITE_URL` or without; at most 2,000 characters. What follows `?` or `#` and a slash at the end make no difference; upper case is redirected.",
    })
    _url: string,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.read(info);
  }
}
