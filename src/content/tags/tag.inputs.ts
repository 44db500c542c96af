import { ArgsType, Field } from "type-graphql";
import { PageArguments } from "../../graph/page.js";
import { TagKind } from "./tag.entity.js";

@ArgsType()
export class TagPageArguments extends PageArguments {
  @Field(() => [TagKind], { nullable: true, description: "Only tags of these kinds; all when absent." })
  kinds?: TagKind[];
}
