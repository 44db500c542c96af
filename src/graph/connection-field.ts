import { Arg, Args, Field } from "type-graphql";
import type { OutputClass } from "./connection.js";
import { declareRelationFilter } from "./filter.js";
import { getNounInputs } from "./noun-inputs.js";
import { maximumOrderKeys, PageArguments } from "./page.js";
import { type EntityClass, type OrderKey, planExtensions } from "./plan-rules.js";

interface ConnectionFieldOptions {
  type: () => OutputClass;
  node: () => EntityClass;
  order: readonly OrderKey[];
  description: string;
  /** To-many properties that lead to the nodes; the decorated property itself unless given. */
  through?: readonly string[];
  /** An ArgsType that extends PageArguments by the arguments named in `filters`. */
  args?: () => OutputClass;
  filters?: Readonly<Record<string, string>>;
  /** See the rule of this name; where it always holds, `through` is empty, and the field no filter itself. */
  by?: { filter: string; argument?: string };
  /** See the rule of this name. */
  copies?: Readonly<Record<string, string>>;
  /** False where the nodes are of a type that has no filters and one order only. */
  hasWhere?: boolean;
}

/** The arguments `where` and `orderBy` of a connection, as its second and third. */
export function filterArguments(node: () => EntityClass): MethodDecorator & PropertyDecorator {
  return (prototype: object, property: string | symbol) => {
    Arg("where", () => getNounInputs(node()).where, {
      nullable: true,
      description: "Only nodes that fit; all when absent.",
    })(prototype, property, 1);
    Arg("orderBy", () => [getNounInputs(node()).orderBy], {
      nullable: true,
      description: `Keys of the order, the first first, at most ${maximumOrderKeys}; the order that the field describes when absent or empty. Ties are broken by the id.`,
    })(prototype, property, 2);
  };
}

/** Makes a to-many property a connection: its source is the TypeORM relation of that name, or the path `through`. */
export function ConnectionField(options: ConnectionFieldOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(options.type, { description: options.description })(prototype, name);
    Args(options.args ?? (() => PageArguments))(prototype, name, 0);
    const through = options.through ?? [name];
    if (options.hasWhere ?? true) {
      filterArguments(options.node)(prototype, name);
      const rule = { kind: "relation", node: options.node, through, isList: true } as const;
      if (through.length > 0)
        declareRelationFilter(prototype.constructor, name, { rule, description: options.description });
    }
    planExtensions({
      rule: {
        kind: "connection",
        node: options.node,
        through,
        ...(options.by && { by: options.by }),
        ...(options.copies && { copies: options.copies }),
        order: options.order,
        filters: options.filters ?? {},
      },
    })(prototype, name);
  };
}
