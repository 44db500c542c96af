import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { createSchema } from "../../src/content/schema.js";
import { findFieldRule } from "../../src/graph/plan-rules.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";
import { graphOfTwoPosts } from "./graph-of-two-posts.js";

const schema = await createSchema();

describeEachDatabase("every field", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph(graphOfTwoPosts);
  });

  afterAll(async () => {
    await graph.close();
  });

  /** Whether a field is made by JavaScript, so that the text exit does not serve it. */
  const isDerived = (field: GraphQLField<unknown, unknown>) => findFieldRule(field)?.kind === "derived";

  /** A selection set with every field that fits down to a depth; fields of other types are aliased, so that none conflict. */
  function selectAll(
    type: GraphQLNamedType,
    depth: number,
    fits: (field: GraphQLField<unknown, unknown>) => boolean,
  ): string {
    if (isAbstractType(type)) {
      const members = schema
        .getPossibleTypes(type)
        .map((member) => `... on ${member.name} ${selectAll(member, depth, fits)}`);
      return `{ __typename ${members.join(" ")} }`;
    }
    if (!isObjectType(type)) return "";
    const fields = Object.values(type.getFields()).flatMap((field) => {
      if (!fits(field)) return [];
      const target = getNamedType(field.type);
      const page = field.args.some(({ name }) => name === "first") ? "(first: 2)" : "";
      const key = `${type.name}_${field.name}: ${field.name}${page}`;
      if (isLeafType(target)) return [key];
      return depth > 0 ? [`${key} ${selectAll(target, depth - 1, fits)}`] : [];
    });
    return `{ __typename ${fields.join(" ")} }`;
  }

  const roots: [string, string, string][] = [
    ["post", 'post(by: { slug: "first" })', "Post"],
    ["expert", 'expert(by: { slug: "asa-berg" })', "Expert"],
    ["clinic", 'clinic(by: { slug: "fjord-clinic" })', "Clinic"],
    ["region", 'region(by: { slug: "vestland" })', "Region"],
    ["tag", 'tag(by: { slug: "social-anxiety" })', "Tag"],
    ["author", 'author(by: { slug: "desk" })', "Author"],
    ["resolveUrl", 'resolveUrl(url: "/health/posts/first")', "ResolvedUrl"],
    ...["Post", "Expert", "Clinic", "Region", "Tag", "Author"].map((name): [string, string, string] => [
      `${name.toLowerCase()}s`,
      `${name.toLowerCase()}s(first: 2)`,
      `${name}Connection`,
    ]),
  ];

  test.each(roots)(
    "%s answers with every field at once, many levels deep, in one statement",
    async (name, field, typeName) => {
      const type = schema.getType(typeName);
      if (!type) throw new Error(typeName);
      // Each level makes the statement several times as long: one of the longest is enough.
      const depth = name === "post" ? 5 : 4;
      const document = `{ ${name}: ${field} ${selectAll(type, depth, (one) => !isDerived(one))} }`;
      expect(await graph.readText(document)).toBeDefined();
      const { data, errors, statements } = await graph.query(document);
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(1);
      expect(data[name]).not.toBeNull();
    },
  );

  test.each(roots)(
    "%s answers with what JavaScript makes too, in one statement",
    async (name, field, typeName) => {
      const type = schema.getType(typeName);
      if (!type) throw new Error(typeName);
      const document = `{ ${name}: ${field} ${selectAll(type, 2, () => true)} }`;
      const { data, errors, statements } = await graph.query(document);
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(1);
      expect(data[name]).not.toBeNull();
    },
  );

  test("what a field is made from can be planned, and is none that is made itself", () => {
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
      for (const field of Object.values(type.getFields())) {
        const rule = findFieldRule(field);
        if (rule?.kind !== "derived") continue;
        const document = parse(`{ node(id: "") { ... on ${type.name} ${print(rule.needs)} } }`);
        expect(validate(schema, document)).toEqual([]);
        expect(listDerived(document)).toEqual([]);
      }
    }
  });

  function listDerived(document: DocumentNode): string[] {
    const found: string[] = [];
    const types = new TypeInfo(schema);
    const enter = ({ name }: FieldNode) => {
      const field = types.getFieldDef();
      if (field && isDerived(field)) found.push(name.value);
    };
    visit(document, visitWithTypeInfo(types, { Field: enter }));
    return found;
  }
});
