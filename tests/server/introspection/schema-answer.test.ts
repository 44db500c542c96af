import { describe, expect, test } from "@jest/globals";
import { execute, parse } from "graphql";
import { createSchema } from "../../../src/content/schema.js";
import { findOperation, type ParsedOperation } from "../../../src/planner/parsed-operation.js";
import { countObjectsIn } from "../../../src/server/budgets/count-objects.js";
import {
  maximumIntrospection,
  readSchema,
  type SchemaAnswer,
} from "../../../src/server/introspection/schema-answer.js";
import { standardIntrospection } from "../support/standard-introspection.js";

const schema = await createSchema();

const fragments =
  "fragment F on __Type { name fields { name ...A type { name } } } fragment A on __Field { args { name } }";

const everyType = "types { name fields { name args { name } } inputFields { name } enumValues { name } }";

const manyTimes = [..."abcdef"].map((alias) => `${alias}: __schema { ${everyType} }`).join(" ");

function read(document: string, variables: Record<string, unknown> = {}): SchemaAnswer {
  return readSchema(schema, { ...(findOperation(parse(document)) as ParsedOperation), variables });
}

const executed = (document: string, variableValues: Record<string, unknown>) =>
  execute({ schema, document: parse(document), variableValues }) as { data: object; errors?: unknown };

describe("an answer of the schema", () => {
  test.each<[what: string, document: string, variables?: Record<string, unknown>]>([
    ["the standard query", standardIntrospection],
    ["one type", '{ __type(name: "Post") { fields { name type { name ofType { name } } } } }'],
    [
      "a type that a variable names",
      "query ($name: String!) { __type(name: $name) { fields { name } } }",
      { name: "Tag" },
    ],
    ["a type that is none", '{ __type(name: "Nothing") { fields { name } } }'],
    ["the name of the root beside it", '{ a: __typename __type(name: "Tag") { __typename kind } }'],
    ["aliases", "{ a: __schema { directives { args { name } } } b: __schema { queryType { name } } }"],
    ["fragments", `{ __schema { queryType { ...F ... { ...F } } } } ${fragments}`],
    [
      "selections that belong together",
      '{ __type(name: "Post") { fields { name } } ... on Query { __type(name: "Post") { fields { type { kind } } } } }',
    ],
    [
      "interfaces and members",
      "{ __schema { types { interfaces { name } possibleTypes { name } enumValues { name } inputFields { name } } } }",
    ],
    [
      "what is deprecated, and what is not",
      `query ($all: Boolean = true) { __schema { types { fields(includeDeprecated: $all) { name isDeprecated deprecationReason }
        enumValues { name } all: enumValues(includeDeprecated: $all) { name } } } }`,
    ],
    [
      "what is skipped and included",
      `query ($yes: Boolean!, $no: Boolean = false) { __schema { queryType @include(if: $yes) { name kind @include(if: $no) }
        directives @skip(if: $yes) { name } types { ... @include(if: $no) { name } kind } } }`,
      { yes: true },
    ],
    [
      "defaults and descriptions",
      "{ __schema { directives { description args { defaultValue description } } } }",
    ],
  ])("with %s is that of graphql-js", (_what, document, variables = {}) => {
    const { data } = executed(document, variables);
    const answer = read(document, variables);
    expect(answer.text).toBe(JSON.stringify({ data }));
    // Without the answer's root, of which a type that is none leaves only that.
    const made = Object.values(data).every((value) => value === null) ? 0 : countObjectsIn(data);
    expect(answer.objects).toBe(made);
  });

  test("is not whole where content is asked for beside it, and is counted", () => {
    const document = '{ __type(name: "Tag") { name } tags(first: 5) { nodes { name } } }';
    expect(read(document)).toEqual({ objects: 1, text: undefined });
  });

  test.each([
    {
      what: "a value that a variable lacks",
      document: "query ($name: String!) { __type(name: $name) { name } }",
      variables: {},
      objects: 0,
    },
    {
      what: "a null where there may be none",
      document:
        'query ($name: String = "Tag") { a: __type(name: $name) { name } b: __type(name: "Tag") { name ofType { name } } }',
      variables: { name: null },
      objects: 1,
    },
    {
      what: "a condition that is null",
      document:
        'query ($is: Boolean = true) { a: __type(name: "Tag") { name @skip(if: $is) } b: __type(name: "Tag") { name } }',
      variables: { is: null },
      objects: 2,
    },
  ])(
    "with $what is left to graphql-js, and what is beside it counted",
    ({ document, variables, objects }) => {
      expect(executed(document, variables).errors).toBeDefined();
      expect(read(document, variables)).toEqual({ objects, text: undefined });
    },
  );

  test("leaves room for the schema to grow when it is that of the standard query", () => {
    expect(read(standardIntrospection).objects).toBeLessThan(maximumIntrospection * 0.9);
  });

  test.each<[how: string, document: string, variables?: Record<string, unknown>]>([
    [
      "by aliases",
      `{ ${[..."abcdefgh"].map((alias) => `${alias}: __schema { types { ...F } }`).join(" ")} } ${fragments}`,
    ],
    ["beside content", `{ tags(first: 1) { nodes { name } } ${manyTimes} }`],
    [
      "beside what is wrong",
      `query ($n: String = "Tag") { __type(name: $n) { name } ${manyTimes} }`,
      { n: null },
    ],
  ])("is refused %s when it has more objects than the maximum", (_how, document, variables = {}) => {
    expect(() => read(document, variables)).toThrow(
      `more than ${maximumIntrospection} objects of the schema`,
    );
  });
});
