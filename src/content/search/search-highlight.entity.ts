import { Field, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Noun } from "../../graph/noun.js";

export enum SearchField {
  NAME = "NAME",
  SUMMARY = "SUMMARY",
  BODY = "BODY",
}

registerEnumType(SearchField, {
  name: "SearchField",
  description: "Which text of a node words were found in.",
  valuesConfig: {
    NAME: { description: "The title of a post; the name of an expert, a clinic or a tag." },
    SUMMARY: {
      description:
        "The excerpt of a post; title, credentials and clinic of a person; tagline and place of a clinic; synonyms of a tag.",
    },
    BODY: { description: "The prose of a post, the words of a contribution, the biography of an expert." },
  },
});

/** Made by the engine from a document and the query; no table of the database holds these rows. */
@Noun({ description: "Where in a node the words of a search were found." })
@Entity("search_highlight", { synchronize: false })
export class SearchHighlight {
  @PrimaryColumn({ type: "integer" })
  ordinal: number;

  @Field(() => SearchField, { description: "The text in which they were found." })
  @Column({ type: "text" })
  field: SearchField;

  @Field(() => [String], {
    description:
      "HTML of the text, of a long one the best passage: what was found stands in `<mark>`, and nothing else is an element.",
  })
  @Column({ type: "simple-json" })
  fragments: string[];
}
