import { Arg, Field, Int } from "type-graphql";
import type { OutputClass } from "./connection.js";
import { defaultFacetSize } from "./facet-field.js";
import { maximumPageSize } from "./page.js";
import { type EntityClass, planExtensions } from "./plan-rules.js";

/** So many of the newest rows where nodes meet are looked through. */
export const mostMeetings = 1_000;

/** So many meetings are told of each companion. */
export const toldMeetings = 5;

interface CompanionsFieldOptions {
  /** Class of the rows: `count`, `node` and `meetingRows`. */
  type: () => EntityClass;
  /** One-to-many property to rows that have a `post` and `visibleFrom`. */
  middle: string;
  /** To-one property of those rows that leads to companions, and back. */
  node: string;
  description: string;
}

/** Makes a property the list of nodes that stand in the same posts, the most frequent first. */
export function CompanionsField({
  type,
  middle,
  node,
  description,
}: CompanionsFieldOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(() => [type() as OutputClass], {
      description: `${description} Of the newest ${mostMeetings} posts.`,
    })(prototype, name);
    Arg("first", () => Int, {
      nullable: true,
      description: `How many at most: 0 to ${maximumPageSize}; ${defaultFacetSize} when absent.`,
    })(prototype, name, 0);
    planExtensions({ rule: { kind: "companions", middle, node, meeting: "post" } })(prototype, name);
  };
}
