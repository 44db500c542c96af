import { Kind, parse, type SelectionSetNode } from "graphql";
import { Args, Field } from "type-graphql";
import { invariant } from "../errors.js";
import type { OutputClass } from "./connection.js";
import { planExtensions } from "./plan-rules.js";

/** How a value is made that no database can write. */
export interface Derivation<Needs, Values = unknown> {
  /** What it is made from: a selection set on the noun, without fragments and without derived fields. */
  needs: string;
  /** What making it costs, in objects of an answer; 0 unless given. */
  weight?: number;
  /** A pure function of what is needed and of the field's arguments. */
  derive(needs: Needs, values: Values): unknown;
}

interface DerivedFieldOptions<Needs, Values> extends Derivation<Needs, Values> {
  type: () => OutputClass;
  args?: () => OutputClass;
  description: string;
}

/** Makes a property a field that JavaScript makes; operations that select it are answered by graphql-js. */
export function DerivedField<Needs, Values = unknown>({
  type,
  args,
  description,
  needs,
  weight = 0,
  derive,
}: DerivedFieldOptions<Needs, Values>): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(type, { description })(prototype, name);
    if (args) Args(args)(prototype, name, 0);
    planExtensions({
      rule: {
        kind: "derived",
        needs: parseSelectionSet(needs),
        weight,
        derive: (found, values) => derive(found as Needs, values as Values),
      },
    })(prototype, name);
  };
}

function parseSelectionSet(text: string): SelectionSetNode {
  const [definition] = parse(text, { noLocation: true }).definitions;
  invariant(definition?.kind === Kind.OPERATION_DEFINITION, "what a field needs is a selection set");
  return definition.selectionSet;
}
