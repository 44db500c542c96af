import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from "graphql";
import { createSchema } from "../../src/content/schema.js";
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

  /** A selection set with every field down to a depth; fields of other types are aliased, so that none conflict. */
  function selectAll(type: GraphQLNamedType, depth: number, given: GraphQLSchema = schema): string {
    if (isAbstractType(type)) {
      const members = given
        .getPossibleTypes(type)
        .map((member) => `... on ${member.name} ${selectAll(member, depth)}`);
      return `{ __typename ${members.join(" ")} }`;
    }
    if (!isObjectType(type)) return "";
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const target = getNamedType(field.type);
      const page = field.args.some(({ name }) => name === "first") ? "(first: 2)" : "";
      const key = `${type.name}_${field.name}: ${field.name}${page}`;
      if (isLeafType(target)) return [key];
      return depth > 0 ? [`${key} ${selectAll(target, depth - 1)}`] : [];
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
    ...["Post", "Expert", "Clinic", "Region", "Tag", "Author"].map((name): [string, string, string] => [
      `${name.toLowerCase()}s`,
      `${name.toLowerCase()}s(first: 2)`,
      `${name}Connection`,
    ]),
  ];

  test.each(roots)(
    "%s answers with every field at once, five deep, in one statement",
    async (name, field, typeName) => {
      const type = schema.getType(typeName);
      if (!type) throw new Error(typeName);
      const { data, errors, statements } = await graph.query(`{ ${name}: ${field} ${selectAll(type, 5)} }`);
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(1);
      expect(data[name]).not.toBeNull();
    },
  );
});
