import { expect, test } from "@jest/globals";
import { execute, getIntrospectionQuery, parse } from "graphql";
import { createSchema } from "../../src/content/schema.js";
import { findOperation, type ParsedOperation } from "../../src/planner/parsed-operation.js";
import { countObjectsIn } from "../../src/server/budgets/count-objects.js";
import { countIntrospection, maximumIntrospection } from "../../src/server/limits/introspection-objects.js";

const schema = await createSchema();

const standard = getIntrospectionQuery({
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

const fragments =
  "fragment F on __Type { name fields { name ...A type { name } } } fragment A on __Field { args { name } }";

function count(document: string, variables: Record<string, unknown> = {}): number {
  return countIntrospection(schema, {
    ...(findOperation(parse(document)) as ParsedOperation),
    variables,
  });
}

test.each([
  ["the standard query", standard, {}],
  ["one type", '{ __type(name: "Post") { fields { name type { name ofType { name } } } } }', {}],
  [
    "a type that a variable names",
    "query ($name: String!) { __type(name: $name) { fields { name } } }",
    { name: "Tag" },
  ],
  ["a type that is none", '{ __type(name: "Nothing") { fields { name } } }', {}],
  ["aliases", "{ a: __schema { directives { args { name } } } b: __schema { queryType { name } } }", {}],
  ["fragments", `{ __schema { queryType { ...F ... { ...F } } } } ${fragments}`, {}],
  [
    "interfaces and members",
    "{ __schema { types { interfaces { name } possibleTypes { name } enumValues { name } inputFields { name } } } }",
    {},
  ],
])("objects of %s are counted as graphql-js makes them", (_what, document, variables) => {
  const { data } = execute({ schema, document: parse(document), variableValues: variables }) as {
    data: object;
  };
  // Without the answer's root, of which a type that is none leaves only that.
  const made = Object.values(data).every((value) => value === null) ? 0 : countObjectsIn(data);
  expect(count(document, variables)).toBe(made);
});

test("the standard query leaves room for the schema to grow", () => {
  expect(count(standard)).toBeLessThan(maximumIntrospection * 0.9);
});

test("more than the maximum is refused", () => {
  const many = [..."abcdefgh"].map((alias) => `${alias}: __schema { types { ...F } }`);
  expect(() => count(`{ ${many.join(" ")} } ${fragments}`)).toThrow(
    `more than ${maximumIntrospection} objects of the schema`,
  );
});
