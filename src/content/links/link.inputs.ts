import { ArgsType, Field } from "type-graphql";
import { PageArguments } from "../../graph/page.js";
import { LinkKind } from "./link.entity.js";

@ArgsType()
export class LinkPageArguments extends PageArguments {
  @Field(() => [LinkKind], { nullable: true, description: "Only links of these kinds; all when absent." })
  kinds?: LinkKind[];
}
