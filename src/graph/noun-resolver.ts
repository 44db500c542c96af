import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Info, Query, Resolver } from "type-graphql";
import type { OutputClass } from "./connection.js";
import { filterArguments } from "./connection-field.js";
import type { GraphContext } from "./context.js";
import { NodeBy } from "./node-by.js";
import { PageArguments } from "./page.js";
import { type OrderKey, planExtensions } from "./plan-rules.js";

interface NounQueries {
  node: OutputClass;
  connection: OutputClass;
  /** Root field that looks one node up. */
  one: string;
  /** Root field that lists all nodes. */
  many: string;
  /** An ArgsType that extends PageArguments. */
  args?: OutputClass;
  /** See the rule of this name; then `args` has `near`. */
  place?: string;
  order: readonly OrderKey[];
  descriptions: { one: string; many: string };
}

/** The two root fields that every noun has: one node by slug or id, and the connection of all. */
export function nounResolver({
  node,
  connection,
  one,
  many,
  args = PageArguments,
  place,
  order,
  descriptions,
}: NounQueries): OutputClass {
  @Resolver()
  class NounResolver {
    @Query(() => node, { name: one, nullable: true, description: descriptions.one })
    @planExtensions({ rule: { kind: "lookup" } })
    getOne(
      @Arg("by", () => NodeBy, { description: "Which one." }) _by: NodeBy,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<unknown> {
      return context.read(info);
    }

    @Query(() => connection, { name: many, description: descriptions.many })
    @filterArguments(() => node)
    @planExtensions({
      rule: {
        kind: "connection",
        node: () => node,
        through: [],
        order,
        filters: {},
        ...(place && { place }),
      },
    })
    // biome-ignore lint/complexity/useMaxParams: type-graphql takes each argument of a field as a parameter.
    list(
      @Args(() => args) _page: PageArguments,
      _where: unknown,
      _orderBy: unknown,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<unknown> {
      return context.read(info);
    }
  }
  return NounResolver;
}
