import { Field, InputType, registerEnumType } from "type-graphql";
import type { OutputClass } from "./connection.js";
import { OrderDirection } from "./order-direction.js";
import type { EntityClass, FilterRule } from "./plan-rules.js";

/** The input types by which connections of one noun are filtered and ordered, and what they mean. */
export interface NounInputs {
  where: OutputClass;
  listWhere: OutputClass;
  orderBy: OutputClass;
  /** Field of `where` → what it compares. */
  filters: ReadonlyMap<string, FilterRule>;
  /** Value of the order's enum → property path. */
  orders: ReadonlyMap<string, string>;
}

/** A filter as a decorator declares it. */
interface DeclaredFilter {
  rule: FilterRule;
  /** Input type of the filter's field; derived for relations. */
  type?: () => OutputClass;
  description: string;
}

interface Declarations {
  filters: Map<string, DeclaredFilter>;
  orders: Map<string, { path: string; description: string }>;
}

const declared = new WeakMap<EntityClass, Declarations>();
const defined = new WeakMap<EntityClass, NounInputs>();

/** What decorators have said of this very class so far. */
export function declarationsOf(target: EntityClass): Declarations {
  const known = declared.get(target);
  if (known) return known;
  const fresh: Declarations = { filters: new Map(), orders: new Map() };
  declared.set(target, fresh);
  return fresh;
}

/** Makes the input types `<Name>Where`, `<Name>ListWhere` and `<Name>Order` of all that is declared on a class and those it extends. */
export function defineNounInputs(target: EntityClass): NounInputs {
  const all = collectDeclarations(target);
  const inputs = {
    where: defineWhere(target.name, all.filters),
    listWhere: defineListWhere(target),
    orderBy: defineOrder(target.name, all.orders),
    filters: new Map([...all.filters].map(([name, { rule }]) => [name, rule])),
    orders: new Map([...all.orders].map(([name, { path }]) => [name, path])),
  };
  defined.set(target, inputs);
  return inputs;
}

/** @throws {Error} when the class is no noun that connections are filtered by. */
export function getNounInputs(target: EntityClass): NounInputs {
  const inputs = defined.get(target);
  if (!inputs) throw new Error(`${target.name} declares no filters.`);
  return inputs;
}

/** Those of the outermost parent come first. */
function collectDeclarations(target: EntityClass): Declarations {
  const parent = Object.getPrototypeOf(target) as EntityClass;
  const inherited =
    typeof parent.name === "string" && parent.name !== "" ? collectDeclarations(parent) : undefined;
  const own = declarationsOf(target);
  return {
    filters: new Map([...(inherited?.filters ?? []), ...own.filters]),
    orders: new Map([...(inherited?.orders ?? []), ...own.orders]),
  };
}

function defineWhere(name: string, filters: Declarations["filters"]): OutputClass {
  class Where {}
  const field = fieldsOf(Where);
  field("and", () => [Where], "All of these must hold; an empty list holds.");
  field("or", () => [Where], "At least one of these must hold; an empty list does not.");
  field("not", () => Where, "This must not hold.");
  for (const [key, { rule, type, description }] of filters) {
    field(key, type ?? (() => toRelationInput(rule)), description);
  }
  InputType(`${name}Where`, {
    description: `Which ${name} nodes are meant. All that is given must hold; null counts as not given.`,
  })(Where);
  return Where;
}

function toRelationInput(rule: FilterRule): OutputClass {
  if (rule.kind !== "relation") throw new Error("A filter over a column names its input type.");
  const inputs = getNounInputs(rule.node());
  return rule.isList ? inputs.listWhere : inputs.where;
}

function defineListWhere(target: EntityClass): OutputClass {
  class ListWhere {}
  const field = fieldsOf(ListWhere);
  const where = () => getNounInputs(target).where;
  field("some", where, `At least one ${target.name} of the list fits; {} asks for any.`);
  field("none", where, `No ${target.name} of the list fits; {} asks for an empty list.`);
  InputType(`${target.name}ListWhere`, {
    description: `What a list of ${target.name} nodes must hold; nodes that readers do not see do not count.`,
  })(ListWhere);
  return ListWhere;
}

function defineOrder(name: string, orders: Declarations["orders"]): OutputClass {
  const values = Object.fromEntries([...orders.keys()].map((key) => [key, key]));
  const valuesConfig = Object.fromEntries(
    [...orders].map(([key, { description }]) => [key, { description }]),
  );
  registerEnumType(values, {
    name: `${name}OrderField`,
    description: `What ${name} nodes can be ordered by.`,
    valuesConfig,
  });
  class Order {}
  const field = fieldsOf(Order, false);
  field("field", () => values, "What is compared.");
  field("direction", () => OrderDirection, "Which end comes first; what has no value comes last either way.");
  InputType(`${name}Order`, { description: `One key of an order of ${name} nodes.` })(Order);
  return Order;
}

function fieldsOf(target: OutputClass, nullable = true) {
  return (name: string, type: () => unknown, description: string) =>
    Field(type as () => OutputClass, { description, nullable })(target.prototype, name);
}
