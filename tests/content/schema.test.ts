import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  parse,
  validate,
} from "graphql";
import { listNouns } from "../../src/content/noun-ways.js";
import { renderSchema } from "../../src/content/render-schema.js";
import { renderSchemaGuide } from "../../src/content/render-schema-guide.js";
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
  const types = Object.values(given.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const directives = given.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return [
    ...types.map((type) => ({ owner: type, elements: [type, ...listElements(type)] })),
    ...directives.map((directive) => ({ owner: directive, elements: [directive, ...directive.args] })),
  ].flatMap(({ owner, elements }) =>
    elements.filter(({ description }) => !description).map(({ name }) => `${owner.name}.${name}`),
  );
}

describe("the schema", () => {
  test("is the committed one; `npm run schema` writes it anew", async () => {
    const committed = await readFile(new URL("../../schema/schema.graphql", import.meta.url), "utf8");
    expect(renderSchema(schema)).toBe(committed);
  });

  test("describes every type, field, argument, input field, enum value and directive", () => {
    expect(listUndescribed(schema)).toEqual([]);
    const bare = `directive @d(a: Int) on FIELD  type Query { f(a: In): E }  input In { i: Int }  enum E { V }  scalar S`;
    expect(listUndescribed(buildSchema(bare))).toEqual(
      expect.arrayContaining(["Query.Query", "Query.f", "Query.a", "In.i", "E.V", "S.S", "d.d", "d.a"]),
    );
  });

  test("takes exactly one of slug and id in a lookup", () => {
    expect(validate(schema, parse('{ post(by: { slug: "a" }) { id } }'))).toEqual([]);
    const [both] = validate(schema, parse('{ post(by: { slug: "a", id: "b" }) { id } }'));
    expect(both?.message).toMatch(/must specify exactly one key/);
    const [none] = validate(schema, parse("{ post(by: {}) { id } }"));
    expect(none?.message).toMatch(/must specify exactly one key/);
  });
});

describe("the guide to the schema", () => {
  const folder = new URL("../../schema/", import.meta.url);

  const readExamples = async () => {
    const files = (await readdir(new URL("operations/", folder))).sort();
    return await Promise.all(
      files.map(async (file) => ({
        file,
        document: await readFile(new URL(`operations/${file}`, folder), "utf8"),
      })),
    );
  };

  test("is the committed one; `npm run schema` writes it anew", async () => {
    const committed = await readFile(new URL("README.md", folder), "utf8");
    expect(renderSchemaGuide(schema, await readExamples())).toBe(committed);
  });

  test("has a chapter for every noun, with an operation that selects it", async () => {
    const chapters = renderSchemaGuide(schema, await readExamples())
      .split("\n## ")
      .slice(1);
    expect(chapters.map((chapter) => chapter.split("\n", 1)[0])).toEqual(
      listNouns(schema).map(({ name }) => name),
    );
    for (const chapter of chapters) expect(chapter).toMatch(/^Example, \[[\w-]+\.graphql\]/m);
  });

  test("cannot be written when no example selects a noun", async () => {
    const examples = (await readExamples()).filter(({ document }) => !document.includes("corrections"));
    expect(() => renderSchemaGuide(schema, examples)).toThrow(
      "an example in schema/operations selects Correction",
    );
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
