import { ArgsType, Field, Int } from "type-graphql";

export const defaultPageSize = 20;
export const maximumPageSize = 100;
export const maximumOrderKeys = 3;

/** The page of a connection, as in the Relay Cursor Connections Specification. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many nodes from the start, or after the cursor \`after\`: 0 to ${maximumPageSize}; ${defaultPageSize} when neither first nor last is given.`,
  })
  first?: number;

  @Field(() => String, {
    nullable: true,
    description: "A cursor of this connection: the page begins behind it.",
  })
  after?: string;

  @Field(() => Int, {
    nullable: true,
    description: `How many nodes from the end, or before the cursor \`before\`: 0 to ${maximumPageSize}. Not together with first.`,
  })
  last?: number;

  @Field(() => String, {
    nullable: true,
    description: "A cursor of this connection: the page ends before it.",
  })
  before?: string;
}
