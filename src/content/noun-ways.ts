import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
} from "graphql";

type Field = GraphQLField<unknown, unknown>;

/** The fields that lead to a noun. */
export interface NounWays {
  /** Fields of `Query` that give one. */
  lookups: Field[];
  /** Fields of `Query` that give a list, also one of several nouns. */
  lists: Field[];
  /** Fields of other nouns: `Tag.posts`. */
  others: string[];
}

/** The types that have an id of their own, by name. */
export function listNouns(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().some(({ name }) => name === "Node"))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function listWays(schema: GraphQLSchema, noun: GraphQLObjectType): NounWays {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  const isNoun = (type: GraphQLNamedType) =>
    type === noun || (isUnionType(type) && type.getTypes().includes(noun));
  const leading = (fields: readonly Field[]) => fields.filter(({ type }) => isNoun(targetOf(type)));
  return {
    lookups: leading(roots).filter(isLookup),
    lists: leading(roots).filter((field) => !isLookup(field)),
    others: listNouns(schema).flatMap((other) =>
      leading(Object.values(other.getFields())).map(({ name }) => `${other.name}.${name}`),
    ),
  };
}

function isLookup({ type }: Field): boolean {
  return getNamedType(type) === targetOf(type);
}

/** The type that a field is about: of a connection, that of its nodes. */
export function targetOf(type: GraphQLOutputType): GraphQLNamedType {
  const named = getNamedType(type);
  const nodes = isObjectType(named) && named.name.endsWith("Connection") && named.getFields().nodes;
  return nodes ? getNamedType(nodes.type) : named;
}
