import type { EntityMetadata } from "typeorm";
import { GraphError, invariant } from "../errors.js";
import { toNameKey } from "../graph/name-key.js";
import type { FilterRule, NounRule } from "../graph/plan-rules.js";
import type { CollectedField } from "./collect-fields.js";
import { hasTooManyObjects, maximumFilterObjects } from "./input-size.js";
import { toListText } from "./list-text.js";
import type { NounCatalog } from "./noun-facts.js";
import type { ConditionPlan, RelatedPlan } from "./plan.js";
import type { ArgumentValues, Bindable, PlannedArguments } from "./plan-inputs.js";

/** Longest list of an `in`. */
export const maximumListedValues = 100;
/** How many objects a `where` may have inside each other. */
export const maximumFilterDepth = 12;

type RelationFilterRule = Extract<FilterRule, { kind: "relation" }>;
type Steps = readonly (string | number)[];
type Operands = Readonly<Record<string, unknown>>;

interface Filtering {
  catalog: NounCatalog;
  field: CollectedField;
  values: PlannedArguments;
}

/** Nodes of one noun that an operand speaks of. */
interface Filtered {
  metadata: EntityMetadata;
  rule: NounRule;
}

/**
 * The condition that the argument `where` describes; undefined where it is absent.
 *
 * Which filters are given is a part of the plan, what they compare with is bound.
 * @throws {GraphError} FILTER_TOO_LARGE
 */
export function planWhere(filtering: Filtering, filtered: Filtered): ConditionPlan | undefined {
  const where = filtering.values.assume(
    ({ where }) => where,
    (value) => (hasTooManyObjects(value) ? "too many objects" : JSON.stringify(toOutline(value))),
  );
  if (hasTooManyObjects(where)) {
    throw tooLarge(filtering, `has more than ${maximumFilterObjects} input objects; ask in simpler terms.`);
  }
  return isObject(where) ? planOperands(filtering, filtered, ["where"], where) : undefined;
}

/** The value without what is bound: structure, names of fields, and which operands are null. */
function toOutline(value: unknown): unknown {
  if (Array.isArray(value))
    return isObject(value[0]) ? value.map(toOutline) : value.length > maximumListedValues;
  if (!isObject(value)) return value == null ? null : 0;
  return Object.fromEntries(Object.entries(value).map(([key, operand]) => [key, toOutline(operand)]));
}

// biome-ignore lint/complexity/useMaxParams: the steps grow with each level, all else stays.
function planOperands(
  filtering: Filtering,
  filtered: Filtered,
  steps: Steps,
  operands: Operands,
): ConditionPlan {
  if (depthOf(steps) > maximumFilterDepth) {
    throw tooLarge(filtering, `nests filters more than ${maximumFilterDepth} deep; ask in simpler terms.`);
  }
  const conditions = Object.entries(operands).flatMap(([name, operand]) =>
    operand == null ? [] : planOperand(filtering, filtered, [...steps, name], operand),
  );
  return { kind: "every", of: conditions };
}

/** Each level takes two steps, but for `not`, which has no place in a list and no relation before it. */
function depthOf(steps: Steps): number {
  return (steps.length + steps.filter((step) => step === "not").length) / 2;
}

// biome-ignore lint/complexity/useMaxParams: see planOperands.
function planOperand(
  filtering: Filtering,
  filtered: Filtered,
  steps: Steps,
  operand: unknown,
): ConditionPlan | ConditionPlan[] {
  const name = String(steps.at(-1));
  if (name === "and" || name === "or") {
    const of = (operand as Operands[]).map((part, index) =>
      planOperands(filtering, filtered, [...steps, index], part),
    );
    return { kind: name === "and" ? "every" : "some", of };
  }
  if (name === "not")
    return { kind: "not", of: planOperands(filtering, filtered, steps, operand as Operands) };
  const rule = filtered.rule.filters?.get(name);
  invariant(rule, `${filtered.metadata.name} has a filter ${name}`);
  return rule.kind === "column"
    ? planComparisons(filtering, { rule, steps }, operand as Operands)
    : planRelated(filtering, { rule, steps }, operand as Operands);
}

/** How rows of a noun are related to those that a filter over a relation speaks of. */
export function planWay(
  catalog: NounCatalog,
  { node, through, isList, descendantsOver }: RelationFilterRule,
): Omit<RelatedPlan, "where"> {
  const metadata = catalog.getMetadata(node());
  const related = { metadata, rule: catalog.getRule(metadata) };
  return { kind: "related", through, node: related, isList, descendantsOver };
}

function planRelated(
  filtering: Filtering,
  { rule, steps }: { rule: RelationFilterRule; steps: Steps },
  operand: Operands,
): ConditionPlan[] {
  const way = planWay(filtering.catalog, rule);
  const relate = (inner: Steps, where: Operands): ConditionPlan => ({
    ...way,
    where: planOperands(filtering, way.node, inner, where),
  });
  if (!rule.isList) return [relate(steps, operand)];
  return Object.entries(operand).flatMap(([quantifier, where]) => {
    if (where == null) return [];
    const related = relate([...steps, quantifier], where as Operands);
    return [quantifier === "some" ? related : ({ kind: "not", of: related } as const)];
  });
}

function planComparisons(
  filtering: Filtering,
  { rule, steps }: { rule: Extract<FilterRule, { kind: "column" }>; steps: Steps },
  operands: Operands,
): ConditionPlan[] {
  const { path } = rule;
  const toBound = toBoundOf[rule.operand];
  return Object.entries(operands).flatMap(([operator, operand]): ConditionPlan[] => {
    if (operand == null) return [];
    const bind = (convert: (value: unknown) => Bindable) =>
      filtering.values.parameter((values) => convert(valueAt(values, [...steps, operator])));
    switch (operator) {
      case "in":
        return [planList(filtering, { path, steps, toBound }, operand as unknown[])];
      case "startsWith":
        return [
          {
            kind: "startsWith",
            path,
            prefix: bind((value) => toPrefix(value, toBound)),
            end: bind((value) => `${toPrefix(value, toBound)}${lastCharacter}`),
          },
        ];
      default:
        return [{ kind: "compare", path, operator: comparisons[operator] ?? "=", value: bind(toBound) }];
    }
  });
}

function planList(
  filtering: Filtering,
  { path, steps, toBound }: { path: string; steps: Steps; toBound: (value: unknown) => Bindable },
  list: unknown[],
): ConditionPlan {
  if (list.length > maximumListedValues) {
    throw tooLarge(
      filtering,
      `got a list longer than ${maximumListedValues} for ${steps.slice(1).join(".")}.in.`,
    );
  }
  const values = filtering.values.parameter((given) =>
    toListText((valueAt(given, [...steps, "in"]) as unknown[]).map(toBound)),
  );
  return { kind: "oneOf", path, values: typeof values === "object" ? values : JSON.parse(String(values)) };
}

/** No text that begins with a prefix sorts behind the prefix and this, compared byte by byte. */
const lastCharacter = "\u{10FFFF}";

const comparisons: Readonly<Record<string, "=" | "<" | "<=" | ">" | ">=">> = {
  eq: "=",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
};

const toBoundOf: Record<Extract<FilterRule, { kind: "column" }>["operand"], (value: unknown) => Bindable> = {
  text: String,
  id: String,
  name: (value) => toNameKey(String(value)),
  instant: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  boolean: (value) => (value === true ? 1 : 0),
};

/** A name key has no space at its end, which in a prefix says that a word is over. */
function toPrefix(value: unknown, toBound: (value: unknown) => Bindable): string {
  const prefix = String(toBound(value));
  return toBound === toBoundOf.name && /\s$/u.test(String(value)) ? `${prefix} ` : prefix;
}

function valueAt(values: ArgumentValues, steps: Steps): unknown {
  return steps.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], values);
}

function isObject(value: unknown): value is Operands {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function tooLarge({ field }: Filtering, what: string): GraphError {
  return new GraphError("FILTER_TOO_LARGE", `The argument where of ${field.name} ${what}`, {
    nodes: field.nodes,
  });
}
