import { ArgsType, Field } from "type-graphql";
import { Near } from "../../graph/near.js";
import { PageArguments } from "../../graph/page.js";

@ArgsType()
export class ClinicPageArguments extends PageArguments {
  @Field(() => Near, {
    nullable: true,
    description: "Only clinics near this point, the nearest first; not together with orderBy.",
  })
  near?: Near;
}
