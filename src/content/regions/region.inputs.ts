import { ArgsType, Field } from "type-graphql";
import { PageArguments } from "../../graph/page.js";

@ArgsType()
export class RegionClinicPageArguments extends PageArguments {
  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether clinics of the regions inside this one come along.",
  })
  includeDescendants: boolean;
}
