import { ArgsType, Field } from "type-graphql";
import { PageArguments } from "../../graph/page.js";
import { ContributionKind } from "./contribution.entity.js";

@ArgsType()
export class ContributionPageArguments extends PageArguments {
  @Field(() => [ContributionKind], {
    nullable: true,
    description: "Only contributions of these kinds; all when absent.",
  })
  kinds?: ContributionKind[];
}
