import { ArgsType, Field, registerEnumType } from "type-graphql";
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

export enum CitationStyle {
  APA = "APA",
  MLA = "MLA",
  CSL_JSON = "CSL_JSON",
}

registerEnumType(CitationStyle, {
  name: "CitationStyle",
  description: "How a citation is written.",
  valuesConfig: {
    APA: { description: "An entry of a list of references in the style of the APA, 7th edition, as text." },
    MLA: { description: "An entry of a list of works cited in the style of the MLA, 9th edition, as text." },
    CSL_JSON: { description: "JSON text of one CSL-JSON item, which reference managers read." },
  },
});

@ArgsType()
export class CitationArguments {
  @Field(() => CitationStyle, { defaultValue: CitationStyle.APA, description: "How to write it." })
  style: CitationStyle;
}
