import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Info, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../../graph/context.js";
import { getNounInputs } from "../../graph/noun-inputs.js";
import { matchScore, planExtensions } from "../../graph/plan-rules.js";
import { SearchArguments } from "./search.inputs.js";
import { SearchConnection, SearchDocument } from "./search-document.entity.js";

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, {
    description:
      "Posts, contributions, experts, clinics and tags that the words of a query lead to, the best first.",
  })
  @planExtensions({
    rule: {
      kind: "connection",
      node: () => SearchDocument,
      through: [],
      match: "query",
      order: [{ path: matchScore, direction: "DESC" }],
      filters: { types: "noun" },
    },
  })
  // biome-ignore lint/complexity/useMaxParams: type-graphql takes each argument of a field as a parameter.
  search(
    @Args(() => SearchArguments) _arguments: SearchArguments,
    @Arg("where", () => getNounInputs(SearchDocument).where, {
      nullable: true,
      description: "Only what fits; all when absent.",
    })
    _where: unknown,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.read(info);
  }
}
