import { Extensions, Field, ID, InputType } from "type-graphql";

@InputType({ description: "Names one node: by its slug or by its id, exactly one of them." })
@Extensions({ isOneOf: true })
export class NodeBy {
  @Field(() => String, { nullable: true, description: "The node's slug today." })
  slug?: string;

  @Field(() => ID, { nullable: true, description: "The node's id." })
  id?: string;
}
