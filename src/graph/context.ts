import type { GraphQLResolveInfo } from "graphql";

/** What every resolver may use; one per request. */
export interface GraphContext {
  /** Answers a root field, with all that is selected below it, by one SQL statement. */
  read(info: GraphQLResolveInfo): Promise<unknown>;
}
