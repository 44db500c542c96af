import { Field, ID, InputType } from "type-graphql";
import type { OutputClass } from "./connection.js";
import { DateTime } from "./scalars.js";

@InputType({ description: "What a text must be. All that is given must hold; null counts as not given." })
export class TextFilter {
  @Field(() => String, { nullable: true, description: "Exactly this." })
  eq?: string;

  @Field(() => [String], { nullable: true, description: "One of these; none fits an empty list." })
  in?: string[];

  @Field(() => String, { nullable: true, description: "Begins with this." })
  startsWith?: string;
}

@InputType({
  description:
    "What a name or title must be, compared without case, accents and punctuation. All that is given must hold; null counts as not given.",
})
export class NameFilter {
  @Field(() => String, { nullable: true, description: "This name." })
  eq?: string;

  @Field(() => [String], { nullable: true, description: "One of these; none fits an empty list." })
  in?: string[];

  @Field(() => String, { nullable: true, description: "Begins with this." })
  startsWith?: string;
}

@InputType({ description: "Which ids are meant. All that is given must hold; null counts as not given." })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: "This id." })
  eq?: string;

  @Field(() => [ID], { nullable: true, description: "One of these; none fits an empty list." })
  in?: string[];
}

@InputType({
  description:
    "When something must have happened. All that is given must hold; null counts as not given. What has no date fits no range.",
})
export class DateTimeFilter {
  @Field(() => DateTime, { nullable: true, description: "Later than this instant." })
  gt?: Date;

  @Field(() => DateTime, { nullable: true, description: "At this instant or later." })
  gte?: Date;

  @Field(() => DateTime, { nullable: true, description: "Before this instant." })
  lt?: Date;

  @Field(() => DateTime, { nullable: true, description: "At this instant or before." })
  lte?: Date;
}

@InputType({ description: "Yes or no." })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true, description: "This; null counts as not given." })
  eq?: boolean;
}

/** The filter over an enum that type-graphql knows as `name`. */
export function enumFilter(name: string, type: () => object): OutputClass {
  class EnumFilter {}
  const field = (key: string, of: () => unknown, description: string) =>
    Field(of as () => OutputClass, { nullable: true, description })(EnumFilter.prototype, key);
  field("eq", type, "This one; null counts as not given.");
  field("in", () => [type()], "One of these; none fits an empty list.");
  InputType(`${name}Filter`, { description: `Which values of ${name} are meant.` })(EnumFilter);
  return EnumFilter;
}
