import { Arg, Field, Int } from "type-graphql";
import type { OutputClass } from "./connection.js";
import { maximumPageSize } from "./page.js";
import { type EntityClass, planExtensions } from "./plan-rules.js";

export const defaultFacetSize = 10;

interface FacetFieldOptions {
  /** Class of the facet's values: rows with `count`, and `node` or what `copies` names. */
  type: () => EntityClass;
  description: string;
  /** Properties from a hit to the node of a value; the first is a relation that the hit itself holds. */
  through?: readonly string[];
  /** Makes the value itself out of a column of the hit: its first characters. */
  beginning?: { column: string; length: number; property: string };
  /** An enum of which the property `kind` of the nodes must be one, where there is an argument `kinds`. */
  kinds?: () => object;
}

/** Makes a property the list of the most frequent values that the hits of a search lead to. */
export function FacetField({
  type,
  description,
  through = [],
  beginning,
  kinds,
}: FacetFieldOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(() => [type() as OutputClass], { description })(prototype, name);
    Arg("first", () => Int, {
      nullable: true,
      description: `How many values at most: 0 to ${maximumPageSize}; ${defaultFacetSize} when absent.`,
    })(prototype, name, 0);
    if (kinds) {
      Arg("kinds", () => [kinds()], { nullable: true, description: "Only these kinds; all when absent." })(
        prototype,
        name,
        1,
      );
    }
    const rule = { kind: "facet", through, filters: kinds ? { kinds: "kind" } : {} } as const;
    planExtensions({ rule: { ...rule, ...(beginning && { beginning }) } })(prototype, name);
  };
}
