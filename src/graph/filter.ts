import type { OutputClass } from "./connection.js";
import { BooleanFilter, DateTimeFilter, enumFilter, IdFilter, NameFilter, TextFilter } from "./filters.js";
import { declarationsOf } from "./noun-inputs.js";
import type { EntityClass, FilterRule } from "./plan-rules.js";

const inputTypes = {
  text: TextFilter,
  name: NameFilter,
  id: IdFilter,
  instant: DateTimeFilter,
  boolean: BooleanFilter,
} satisfies Record<string, OutputClass>;

type Operand = keyof typeof inputTypes;

interface ColumnFilterOptions {
  description: string;
  /** Property path of the compared column; the decorated property itself unless given. */
  path?: string;
}

/** Makes a column a filter of its noun's `where`. The column must lead an index, or its noun be read through one only. */
export function Filter(operand: Operand, { description, path }: ColumnFilterOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    declarationsOf(prototype.constructor).filters.set(name, {
      rule: { kind: "column", path: path ?? name, operand },
      type: () => inputTypes[operand],
      description,
    });
  };
}

/** As `Filter`, for a column that holds values of an enum. */
export function EnumFilter(name: string, type: () => object, description: string): PropertyDecorator {
  const filter = enumFilter(name, type);
  return (prototype, property) => {
    declarationsOf(prototype.constructor).filters.set(String(property), {
      rule: { kind: "column", path: String(property), operand: "text" },
      type: () => filter,
      description,
    });
  };
}

/** Makes a to-one relation a filter: its target must be there, be seen and fit. */
export function RelationFilter(node: () => EntityClass, description: string): PropertyDecorator {
  return (prototype, property) => {
    const rule = { kind: "relation", node, through: [String(property)], isList: false } as const;
    declareRelationFilter(prototype.constructor, String(property), { rule, description });
  };
}

/** Makes a way over relations a filter of the noun's `where`, whether or not it is a field too. */
export function declareRelationFilter(
  target: EntityClass,
  name: string,
  filter: { rule: Extract<FilterRule, { kind: "relation" }>; description: string },
): void {
  declarationsOf(target).filters.set(name, filter);
}

/** Makes a column something that connections of the noun can be ordered by, under this name. */
export function Order(name: string, description: string, path?: string): PropertyDecorator {
  return (prototype, property) => {
    declarationsOf(prototype.constructor).orders.set(name, { path: path ?? String(property), description });
  };
}
