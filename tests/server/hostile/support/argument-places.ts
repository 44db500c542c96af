import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from "graphql";

/** A place of the schema where a client may put a scalar. */
export interface ArgumentPlace {
  /** Such as `Query.posts(where.title.eq)`. */
  name: string;
  /** A valid operation whose variable `$value` stands there, and that reads what the field answers with. */
  document: string;
  scalar: string;
  isList: boolean;
}

/** A type that operations can reach, and the way there. */
interface Reached {
  type: GraphQLCompositeType;
  wrap(selections: string): string;
}

/** An argument whose value holds the variable somewhere in it. */
interface Slot {
  reached: ReachedField;
  argument: GraphQLArgument;
  path: string;
  type: GraphQLInputType;
  /** Of a one-of input, whose variables must not be null. */
  isStrict?: boolean;
  wrap(value: string): string;
}

/**
 * Every scalar argument of every field, and every scalar field of every input.
 *
 * An input that leads to others is entered where it is nearest to a field; a filter of one value stands everywhere.
 */
export function listArgumentPlaces(schema: GraphQLSchema): ArgumentPlace[] {
  const queue: Slot[] = listFields(schema).flatMap((reached) =>
    reached.field.args.map((argument) => ({
      reached,
      argument,
      path: argument.name,
      type: argument.type,
      wrap: (value) => value,
    })),
  );
  const entered = new Set<GraphQLInputObjectType>();
  for (const slot of queue) {
    const input = getNamedType(slot.type);
    if (!isInputObjectType(input) || entered.has(input)) continue;
    const fields = Object.values(input.getFields());
    if (fields.some(({ type }) => isInputObjectType(getNamedType(type)))) entered.add(input);
    for (const field of fields) queue.push(enter(slot, input, field));
  }
  return queue.filter(({ type }) => isScalarType(getNamedType(type))).map(toPlace);
}

interface ReachedField {
  parent: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  wrap(selections: string): string;
}

/** Every field of every object type, those nearest to the root first. */
function listFields(schema: GraphQLSchema): ReachedField[] {
  const query = schema.getQueryType();
  const queue: Reached[] = query ? [{ type: query, wrap: (selections) => `{ ${selections} }` }] : [];
  const seen = new Set<GraphQLCompositeType>(queue.map(({ type }) => type));
  const fields: ReachedField[] = [];
  for (const reached of queue) {
    for (const next of [...toMembers(schema, reached), ...toTargets(reached)]) {
      if (!seen.has(next.type)) queue.push(next);
      seen.add(next.type);
    }
    const { type: parent, wrap } = reached;
    if (isObjectType(parent)) {
      fields.push(...Object.values(parent.getFields()).map((field) => ({ parent, field, wrap })));
    }
  }
  return fields;
}

function toMembers(schema: GraphQLSchema, { type, wrap }: Reached): Reached[] {
  if (!isAbstractType(type)) return [];
  return schema.getPossibleTypes(type).map((member) => ({
    type: member,
    wrap: (selections) => wrap(`... on ${member.name} { ${selections} }`),
  }));
}

function toTargets({ type, wrap }: Reached): Reached[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const target = getNamedType(field.type);
    if (!isCompositeType(target)) return [];
    const head = `${field.name}${printArguments(field, {})}`;
    return [{ type: target, wrap: (selections: string) => wrap(`${head} { ${selections} }`) }];
  });
}

function enter(slot: Slot, input: GraphQLInputObjectType, field: GraphQLInputField): Slot {
  const needed = Object.values(input.getFields()).filter(
    (other) => other !== field && isRequiredInputField(other),
  );
  const others = needed.map((other) => `${other.name}: ${printSample(other.type)}, `).join("");
  return {
    ...slot,
    path: `${slot.path}.${field.name}`,
    type: field.type,
    isStrict: input.isOneOf,
    wrap: (value) => slot.wrap(`{ ${others}${field.name}: ${value} }`),
  };
}

function toPlace(slot: Slot): ArgumentPlace {
  const { parent, field, wrap } = slot.reached;
  const given = slot.wrap("$value");
  const type = isNonNullType(slot.type) ? slot.type : `${slot.type}${slot.isStrict ? "!" : ""}`;
  const selections = `${field.name}${printArguments(field, { [slot.argument.name]: given })}${selectSome(field)}`;
  const inner = isNonNullType(slot.type) ? slot.type.ofType : slot.type;
  return {
    name: `${parent.name}.${field.name}(${slot.path})`,
    document: `query ($value: ${type}) ${wrap(selections)}`,
    scalar: (getNamedType(slot.type) as GraphQLScalarType).name,
    isList: isListType(inner),
  };
}

/** What is given, what is required, and a page of one where pages are. */
function printArguments({ args }: GraphQLField<unknown, unknown>, given: Record<string, string>): string {
  const texts = args.flatMap((argument) => {
    const text =
      given[argument.name] ?? (isRequiredArgument(argument) ? printSample(argument.type) : undefined);
    if (text !== undefined) return [`${argument.name}: ${text}`];
    return argument.name === "first" && given.last === undefined ? ["first: 1"] : [];
  });
  return texts.length === 0 ? "" : `(${texts.join(", ")})`;
}

const samples: Readonly<Record<string, string>> = {
  String: '"sleep"',
  ID: '"post_00000000000000000000"',
  Int: "1",
  Float: "1.5",
  Boolean: "true",
  DateTime: '"2024-01-01T00:00:00.000Z"',
  LocalDate: '"2024-01-01"',
  NodeBy: '{ slug: "first" }',
};

function printSample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return printSample(type.ofType);
  if (isListType(type)) return `[${printSample(type.ofType)}]`;
  if ("getValues" in type) return type.getValues()[0]?.name ?? "";
  const sample = samples[type.name];
  if (sample === undefined) throw new Error(`${type.name} has no sample; add one.`);
  return sample;
}

/** Enough to have the field read. */
function selectSome(field: GraphQLField<unknown, unknown>): string {
  const target = getNamedType(field.type);
  if (!isCompositeType(target)) return "";
  const fields = "getFields" in target ? target.getFields() : {};
  const wanted = { totalCount: "totalCount", edges: "edges { cursor }", id: "id", count: "count" };
  const chosen = Object.entries(wanted).flatMap(([name, text]) => (name in fields ? [text] : []));
  return ` { __typename ${chosen.join(" ")} }`;
}
