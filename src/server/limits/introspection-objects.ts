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

class IntrospectionCount {
  private readonly known = new Map<SelectionSetNode, Map<unknown, number>>();
  private readonly fields = new Map<SelectionSetNode, readonly FieldNode[]>();
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
    const roots = { __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef };
    let total = 0;
    for (const field of this.listFields(this.asked.operation.selectionSet)) {
      const root = roots[field.name.value as keyof typeof roots];
      if (root) total += this.countField(field, root, undefined);
    }
    return total;
  }

  private countObject(selectionSet: SelectionSetNode, type: GraphQLObjectType, value: unknown): number {
    const counts = this.known.get(selectionSet) ?? new Map<unknown, number>();
    this.known.set(selectionSet, counts);
    const known = counts.get(value);
    if (known !== undefined) return known;
    let total = 1;
    for (const field of this.listFields(selectionSet)) {
      const definition = type.getFields()[field.name.value];
      if (definition) total += this.countField(field, definition, value);
    }
    counts.set(value, total);
    return total;
  }

  private countField(
    field: FieldNode,
    { type, resolve }: Pick<typeof TypeMetaFieldDef, "type" | "resolve">,
    parent: unknown,
  ): number {
    const { selectionSet } = field;
    const named = getNamedType(type);
    if (!selectionSet || !isObjectType(named)) return 0;
    const found: unknown = resolve?.(parent, this.readArguments(field), undefined, this.info);
    let total = 0;
    for (const value of [found].flat()) {
      if (value === null || value === undefined) continue;
      this.met += 1;
      if (this.met > maximumIntrospection) return Infinity;
      total += this.countObject(selectionSet, named, value);
    }
    return total;
  }

  private readArguments({ arguments: given = [] }: FieldNode): Record<string, unknown> {
    const values = given.map(({ name, value }) => [
      name.value,
      valueFromASTUntyped(value, this.asked.variables),
    ]);
    return { ...Object.fromEntries(values), includeDeprecated: true };
  }

  private listFields(selectionSet: SelectionSetNode): readonly FieldNode[] {
    const known = this.fields.get(selectionSet);
    if (known) return known;
    const fields = this.collectFields(selectionSet, new Set());
    this.fields.set(selectionSet, fields);
    return fields;
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
