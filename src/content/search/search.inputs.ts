import { ArgsType, Field } from "type-graphql";
import { PageArguments } from "../../graph/page.js";
import { mostCharacters, mostTerms } from "../../search/parse-query.js";
import { SearchType } from "./search-document.entity.js";

@ArgsType()
export class SearchArguments extends PageArguments {
  @Field(() => String, {
    description: `Words that must all be found, compared without case, accents and endings; names are found by their beginnings too. Words in double quotes stand in this order. English words such as "what" and "the" count only in quotes, or alone. Of the first ${mostCharacters} characters the first ${mostTerms} words or phrases count; without any nothing is found.`,
  })
  query: string;

  @Field(() => [SearchType], { nullable: true, description: "Only these; all when absent." })
  types?: SearchType[];
}
