import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  execute,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  parse,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  validate,
} from "graphql";
import { createSchema } from "../../../src/content/schema.js";
import { GraphError } from "../../../src/errors.js";
import { findOperation, type ParsedOperation } from "../../../src/planner/parsed-operation.js";
import { countObjectsIn } from "../../../src/server/budgets/count-objects.js";
import { maximumIntrospection, readSchema } from "../../../src/server/introspection/schema-answer.js";

const schema = await createSchema();
const conditions = [
  "",
  "",
  "",
  "@include(if: $yes) ",
  "@skip(if: $yes) ",
  "@skip(if: $no) @include(if: $yes) ",
];
const given = ["", "(includeDeprecated: true)", "(includeDeprecated: $yes)", "(includeDeprecated: $no)"];
const aliases = ["", "", "a: ", "b: "];
const named = ["__Type", "__Field", "__InputValue"] as const;

/** A field, and what is selected of it as far down as `levels`. */
function fieldOf(type: GraphQLObjectType, levels: number): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields()).filter(
    (field) => levels > 0 || !isObjectType(getNamedType(field.type)),
  );
  return fc
    .tuple(fc.constantFrom(...fields), fc.constantFrom(...aliases), fc.constantFrom(...conditions))
    .chain(([field, alias, condition]) => {
      const inner = getNamedType(field.type);
      const values = field.args.length > 0 ? fc.constantFrom(...given) : fc.constant("");
      const selection = isObjectType(inner) ? selectionOf(inner, levels - 1) : fc.constant("");
      return fc
        .tuple(values, selection)
        .map(([value, selected]) => `${alias}${field.name}${value} ${condition}${selected}`);
    });
}

function selectionOf(type: GraphQLObjectType, levels: number): fc.Arbitrary<string> {
  const field = fieldOf(type, levels);
  const spreads =
    named.some((name) => name === type.name) && levels > 0 ? [fc.constant(`...${type.name}`)] : [];
  const inline = fc
    .tuple(fc.constantFrom("", `on ${type.name} `), fc.constantFrom(...conditions), field)
    .map(([on, condition, inner]) => `... ${on}${condition}{ ${inner} }`);
  return fc
    .array(fc.oneof({ arbitrary: field, weight: 6 }, inline, fc.constant("__typename"), ...spreads), {
      minLength: 1,
      maxLength: 4,
    })
    .map((selections) => `{ ${selections.join(" ")} }`);
}

const metaType = (name: string) => schema.getType(name) as GraphQLObjectType;

const root = fc.oneof(
  selectionOf(getNamedType(SchemaMetaFieldDef.type) as GraphQLObjectType, 4).map(
    (inner) => `__schema ${inner}`,
  ),
  fc
    .tuple(
      fc.constantFrom("Post", "Query", "PostWhere", "None"),
      selectionOf(getNamedType(TypeMetaFieldDef.type) as GraphQLObjectType, 4),
    )
    .map(([name, inner]) => `__type(name: "${name}") ${inner}`),
  fc.constant("__typename"),
);

const documents = fc
  .tuple(
    fc.array(root, { minLength: 1, maxLength: 3 }),
    ...named.map((name) => selectionOf(metaType(name), 0)),
  )
  .map(([roots, ...fragments]) => {
    const parts = roots.map((text, index) => `r${index}: ${text}`);
    const spread = named.map((name, index) => `fragment ${name} on ${name} ${fragments[index]}`);
    return `query ($yes: Boolean = true, $no: Boolean = false) { ${parts.join(" ")} } ${spread.join(" ")}`;
  });

/** Fragments and variables that nothing uses are no matter here. */
function isValid(document: string): boolean {
  const errors = validate(schema, parse(document), undefined, { maxErrors: 100 });
  return errors.every(({ message }) => /is never used/.test(message));
}

test("whatever is asked of the schema is answered as graphql-js does", () => {
  let answered = 0;
  fc.assert(
    fc.property(documents, (document) => {
      fc.pre(isValid(document));
      const asked = { ...(findOperation(parse(document)) as ParsedOperation), variables: {} };
      const { data } = execute({ schema, document: parse(document) }) as { data: object };
      const isEmpty = Object.values(data).every((value) => value === null || typeof value === "string");
      const objects = isEmpty ? 0 : countObjectsIn(data);
      if (objects > maximumIntrospection) {
        expect(() => readSchema(schema, asked)).toThrow(GraphError);
        return;
      }
      answered += 1;
      expect(readSchema(schema, asked)).toEqual({ objects, text: JSON.stringify({ data }) });
    }),
    { numRuns: 300 },
  );
  expect(answered).toBeGreaterThan(100);
});
