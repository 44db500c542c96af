import { ObjectType } from "type-graphql";
import { type EntityClass, type NounRule, planExtensions } from "./plan-rules.js";

interface NounOptions extends Omit<NounRule, "target"> {
  description: string;
  /** Interfaces of the schema that the noun has. */
  implements?: EntityClass[];
}

/** Makes an entity class a GraphQL object type whose fields the planner reads. */
export function Noun({ description, implements: interfaces = [], ...rule }: NounOptions): ClassDecorator {
  return (target) => {
    ObjectType({ description, implements: interfaces, simpleResolvers: true })(target);
    planExtensions({ noun: { target, ...rule } })(target);
  };
}
