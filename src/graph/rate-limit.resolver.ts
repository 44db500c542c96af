import { Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { GraphContext } from "./context.js";
import { planExtensions } from "./plan-rules.js";
import { DateTime } from "./scalars.js";

/** What is left of the caller's budget. */
@ObjectType({
  description:
    "What the caller may spend, and what is left. An operation can cost as much as its answer can have objects; what it did not cost is given back, and answers from the cache are free.",
})
export class RateLimit {
  @Field(() => String, {
    description: "What the limit is called: `anonymous` for an address, `key` for a key.",
  })
  policy: string;

  @Field(() => Int, { description: "Cost that may be spent in a minute." })
  limit: number;

  @Field(() => Int, { description: "What is left of it now." })
  remaining: number;

  @Field(() => DateTime, { description: "When all of it is there again." })
  resetAt: string;
}

/** The one root field that tells of the request and not of the graph. */
@Resolver()
export class RateLimitResolver {
  @Query(() => RateLimit, {
    nullable: true,
    description: "What is left of the caller's budget; null where nothing bounds it. Asking costs nothing.",
  })
  @planExtensions({ rule: { kind: "request" } })
  async rateLimit(@Ctx() context: GraphContext): Promise<RateLimit | null> {
    return (await context.readRateLimit?.()) ?? null;
  }
}
