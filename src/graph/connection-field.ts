import { Args, Field } from "type-graphql";
import type { OutputClass } from "./connection.js";
import { PageArguments } from "./page.js";
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
}

/** Makes a to-many property a connection: its source is the TypeORM relation of that name, or the path `through`. */
export function ConnectionField(options: ConnectionFieldOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(options.type, { description: options.description })(prototype, name);
    Args(options.args ?? (() => PageArguments))(prototype, name, 0);
    planExtensions({
      rule: {
        kind: "connection",
        node: options.node,
        through: options.through ?? [name],
        order: options.order,
        filters: options.filters ?? {},
      },
    })(prototype, name);
  };
}
