import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { GraphContext } from "./context.js";
import { Node } from "./node.js";
import { maximumPageSize } from "./page.js";
import { planExtensions } from "./plan-rules.js";

/** Root fields of the Relay Global Object Identification Specification, section 2 and 4. */
@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "The node of this id, whatever its type; null when there is none.",
  })
  @planExtensions({ rule: { kind: "node" } })
  node(
    @Arg("id", () => ID, { description: "The id, as given in a field id." }) _id: string,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.read(info);
  }

  @Query(() => [Node], {
    nullable: "items",
    description: "The nodes of these ids, in their order; null in the place of an id that names none.",
  })
  @planExtensions({ rule: { kind: "nodes" } })
  nodes(
    @Arg("ids", () => [ID], { description: `The ids, at most ${maximumPageSize}.` }) _ids: string[],
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.read(info);
  }
}
