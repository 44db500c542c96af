import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromASTUntyped,
} from "graphql";
import { GraphError } from "../../errors.js";
import type { ParsedOperation } from "../../planner/parsed-operation.js";
import { responsePart } from "../response-part.js";

/** An operation with what it is run with. */
export interface AskedOperation extends ParsedOperation {
  variables: Readonly<Record<string, unknown>> | undefined;
}

/** The standard introspection query asks for some 2,200; graphql-js makes 200 in a millisecond, and answers nobody else meanwhile. */
export const maximumIntrospection = 3_000;

/**
 * How many objects an operation's answer holds of the schema itself, deprecated ones and those behind @skip with them.
 *
 * Each selection is counted once for each thing that it is made of, however often both are met, so that counting takes
 * no longer than a small answer, also where the answer would be a large one.
 * @throws {GraphError} QUERY_TOO_COSTLY for more than the maximum.
 */
export function countIntrospection(schema: GraphQLSchema, asked: AskedOperation): number {
  const count = new IntrospectionCount(schema, asked).countRoot();
  if (count <= maximumIntrospection) return count;
  throw new GraphError(
    "QUERY_TOO_COSTLY",
    `The operation asks for more than ${maximumIntrospection} objects of the schema, the maximum. Ask for __schema once, or for single types by __type.`,
    { extensions: { http: responsePart(400) } },
  );
}

/** A field that gives objects, with all that is the same wherever it is met. */
interface ObjectField {
  selectionSet: SelectionSetNode;
  type: GraphQLObjectType;
  find(parent: unknown): unknown;
}

type FieldDefinition = Pick<typeof TypeMetaFieldDef, "type" | "resolve">;

const rootFields: Readonly<Record<string, FieldDefinition>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

class IntrospectionCount {
  private readonly counts = new Map<SelectionSetNode, Map<unknown, number>>();
  private readonly fields = new Map<SelectionSetNode, readonly ObjectField[]>();
  private readonly info: GraphQLResolveInfo;
  private met = 0;

  constructor(
    schema: GraphQLSchema,
    private readonly asked: AskedOperation,
  ) {
    // All that the fields of introspection look at.
    this.info = { schema } as GraphQLResolveInfo;
  }

  countRoot(): number {
    const fields = this.listFields(this.asked.operation.selectionSet, rootFields);
    return this.countFields(fields, undefined);
  }

  private countFields(fields: readonly ObjectField[], parent: unknown): number {
    let total = 0;
    for (const field of fields) {
      const found = field.find(parent);
      if (!Array.isArray(found)) total += this.countObject(field, found);
      else for (const value of found) total += this.countObject(field, value);
    }
    return total;
  }

  private countObject({ selectionSet, type }: ObjectField, value: unknown): number {
    if (value === null || value === undefined) return 0;
    const counts = this.counts.get(selectionSet) ?? new Map<unknown, number>();
    const known = counts.get(value);
    if (known !== undefined) return known;
    this.met += 1;
    if (this.met > maximumIntrospection) return Infinity;
    this.counts.set(selectionSet, counts);
    const count = 1 + this.countFields(this.listFields(selectionSet, type.getFields()), value);
    counts.set(value, count);
    return count;
  }

  private listFields(
    selectionSet: SelectionSetNode,
    definitions: Readonly<Record<string, FieldDefinition>>,
  ): readonly ObjectField[] {
    const known = this.fields.get(selectionSet);
    if (known) return known;
    const fields = this.collectFields(selectionSet, new Set()).flatMap((field) =>
      this.toObjectField(field, definitions[field.name.value]),
    );
    this.fields.set(selectionSet, fields);
    return fields;
  }

  private toObjectField(node: FieldNode, definition: FieldDefinition | undefined): ObjectField[] {
    const type = definition && getNamedType(definition.type);
    if (!node.selectionSet || !isObjectType(type)) return [];
    const values = this.readArguments(node);
    const find = (parent: unknown) => definition?.resolve?.(parent, values, undefined, this.info);
    return [{ selectionSet: node.selectionSet, type, find }];
  }

  private readArguments({ arguments: given = [] }: FieldNode): Record<string, unknown> {
    const values = given.map(({ name, value }) => [
      name.value,
      valueFromASTUntyped(value, this.asked.variables),
    ]);
    return { ...Object.fromEntries(values), includeDeprecated: true };
  }

  /** A fragment adds its fields once to a selection, however often it is spread there. */
  private collectFields({ selections }: SelectionSetNode, spread: Set<string>): FieldNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.collectFields(selection.selectionSet, spread);
      const name = selection.name.value;
      if (spread.has(name)) return [];
      spread.add(name);
      const fragment = this.asked.fragments[name];
      return fragment ? this.collectFields(fragment.selectionSet, spread) : [];
    });
  }
}
