import { readFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  parse,
  validate,
} from "graphql";
import { renderSchema } from "../../src/content/render-schema.js";
import { createSchema } from "../../src/content/schema.js";
import { readOperations } from "../../src/playground/read-operations.js";

const schema = await createSchema();

interface Described {
  name: string;
  description?: string | null | undefined;
}

function listElements(type: GraphQLNamedType): Described[] {
  if (isEnumType(type)) return [...type.getValues()];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [field, ...("args" in field ? field.args : [])]);
}

function listUndescribed(given: GraphQLSchema): string[] {
  return Object.values(given.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) =>
      [...(type.name === "Query" ? [] : [type]), ...listElements(type)].map((element) => ({ type, element })),
    )
    .filter(({ element }) => !element.description)
    .map(({ type, element }) => `${type.name}.${element.name}`);
}

describe("the schema", () => {
  test("is the committed one; `npm run schema` writes it anew", async () => {
    const committed = await readFile(new URL("../../schema/schema.graphql", import.meta.url), "utf8");
    expect(renderSchema(schema)).toBe(committed);
  });

  test("describes every type, field, argument and enum value", () => {
    expect(listUndescribed(schema)).toEqual([]);
  });

  test("takes exactly one of slug and id in a lookup", () => {
    expect(validate(schema, parse('{ post(by: { slug: "a" }) { id } }'))).toEqual([]);
    const [both] = validate(schema, parse('{ post(by: { slug: "a", id: "b" }) { id } }'));
    expect(both?.message).toMatch(/must specify exactly one key/);
    const [none] = validate(schema, parse("{ post(by: {}) { id } }"));
    expect(none?.message).toMatch(/must specify exactly one key/);
  });
});

describe("the example operations", () => {
  test("are valid, named after their files, and explained in their first line", async () => {
    const operations = await readOperations();
    expect(operations.length).toBeGreaterThanOrEqual(9);
    for (const { name, document } of operations) {
      expect(validate(schema, parse(document))).toEqual([]);
      const pascal = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
      expect(document).toContain(`query ${pascal}(`);
      expect(document).toMatch(/^# .+\n/);
    }
    expect(operations[0]?.name).toBe("post-page");
  });
});
