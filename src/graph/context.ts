import type { GraphQLResolveInfo } from "graphql";
import type { RateLimit } from "./rate-limit.resolver.js";

/** What every resolver may use; one per request. */
export interface GraphContext {
  /** Answers a root field, with all that is selected below it, by one SQL statement. */
  read(info: GraphQLResolveInfo): Promise<unknown>;
  /** What is left of the caller's budget; undefined where nothing bounds it. */
  readRateLimit?(): Promise<RateLimit | undefined>;
}
