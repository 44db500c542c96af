import { Arg, Field } from "type-graphql";
import { planExtensions } from "./plan-rules.js";
import { BodyFormat } from "./prose.js";

interface ProseFieldOptions {
  description: string;
  nullable?: boolean;
  /** Property path of the embedded prose; the decorated property itself unless given. */
  path?: string;
}

/** Makes embedded prose a String field with the argument `format`. */
export function ProseField({ description, nullable = false, path }: ProseFieldOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(() => String, { description, nullable })(prototype, name);
    Arg("format", () => BodyFormat, { defaultValue: BodyFormat.HTML, description: "How to write it." })(
      prototype,
      name,
      0,
    );
    planExtensions({
      rule: { kind: "column", path: ({ format }) => `${path ?? name}.${String(format).toLowerCase()}` },
    })(prototype, name);
  };
}
