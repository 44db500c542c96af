import {
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from "graphql";
import { invariant } from "../../errors.js";
import { type CollectedField, collectFields, type Operation } from "../../planner/collect-fields.js";

export interface SchemaWriterParts {
  operation: Operation;
  /** As graphql-js coerces them. */
  variables: Readonly<Record<string, unknown>>;
  /** The most objects that are written. */
  maximum: number;
  /** Throws what says that there are more. */
  refuse(): never;
}

/** JSON of a part of an answer, and how many objects it has. */
interface Written {
  objects: number;
  text: string;
}

type Write = (value: unknown) => Written;

type Definition = GraphQLField<unknown, unknown>;

const rootFields: Readonly<Record<string, Definition>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

const nothing: Written = { objects: 0, text: "null" };

/**
 * Writes what an operation asks of the schema itself, as graphql-js and JSON do.
 *
 * A selection is written once for each thing that it is made of, however often both are met: answers of this kind repeat
 * themselves a lot, and one that would be large is refused as soon as a small part of it is written.
 */
export class SchemaWriter {
  /** False once something belongs in the answer that is not written here: content, or an error. */
  isWhole = true;
  private readonly writers = new Map<unknown, Write>();
  private readonly info: GraphQLResolveInfo;
  private written = 0;

  constructor(private readonly parts: SchemaWriterParts) {
    // All that the fields of introspection look at.
    this.info = { schema: parts.operation.schema } as GraphQLResolveInfo;
  }

  /** The object of the answer, which does not count. */
  writeRoot(type: GraphQLObjectType, operation: OperationDefinitionNode): Written {
    const { objects, text } = this.writeObject(undefined, this.listFields(type, [operation]));
    return { objects: objects - 1, text };
  }

  private writeObject(value: unknown, fields: readonly Write[]): Written {
    const { objects, text } = join(fields, (write) => write(value));
    if (objects > this.parts.maximum) this.parts.refuse();
    return { objects: objects + 1, text: `{${text}}` };
  }

  private writerOf(type: GraphQLOutputType, field: CollectedField): Write {
    if (isNonNullType(type)) return this.writerOf(type.ofType, field);
    if (isListType(type)) return writeList(this.writerOf(type.ofType, field));
    if (isObjectType(type)) return this.objectWriterOf(type, field);
    invariant(isLeafType(type), "introspection has neither interfaces nor unions");
    return (value) => (value == null ? nothing : { objects: 0, text: JSON.stringify(type.serialize(value)) });
  }

  /** The same wherever the same node stands by itself: in a fragment that is spread several times. */
  private objectWriterOf(type: GraphQLObjectType, { nodes }: CollectedField): Write {
    const key = nodes.length === 1 ? nodes[0] : nodes;
    const writer = this.writers.get(key) ?? this.createObjectWriter(type, nodes);
    this.writers.set(key, writer);
    return writer;
  }

  private createObjectWriter(type: GraphQLObjectType, nodes: CollectedField["nodes"]): Write {
    const known = new Map<unknown, Written>();
    let fields: readonly Write[] | undefined;
    return (value) => {
      if (value === null || value === undefined) return nothing;
      const before = known.get(value);
      if (before) return before;
      this.written += 1;
      if (this.written > this.parts.maximum) this.parts.refuse();
      fields ??= this.listFields(type, nodes);
      const written = this.writeObject(value, fields);
      known.set(value, written);
      return written;
    };
  }

  private listFields(type: GraphQLObjectType, parents: Parameters<typeof collectFields>[2]): Write[] {
    const fields = this.attempt(() => collectFields(this.parts.operation, type, parents)) ?? [];
    return fields.flatMap((field) => this.fieldWriterOf(type, field) ?? []);
  }

  private fieldWriterOf(type: GraphQLObjectType, field: CollectedField): Write | undefined {
    const prefix = `${JSON.stringify(field.key)}:`;
    if (field.name === "__typename") return () => ({ objects: 0, text: `${prefix}"${type.name}"` });
    const definition = this.definitionOf(type, field.name);
    const values = definition && this.attempt(() => this.readArguments(definition, field));
    if (!values) {
      this.isWhole = false;
      return undefined;
    }
    const write = this.writerOf(definition.type, field);
    return (parent) => {
      const { objects, text } = write(definition.resolve?.(parent, values, undefined, this.info));
      return { objects, text: prefix + text };
    };
  }

  /** Of the root type only what gives the schema: the rest is content. */
  private definitionOf(type: GraphQLObjectType, name: string): Definition | undefined {
    const isRoot = type === this.parts.operation.schema.getQueryType();
    return isRoot ? rootFields[name] : type.getFields()[name];
  }

  private readArguments(definition: Definition, { nodes: [node] }: CollectedField): Record<string, unknown> {
    return getArgumentValues(definition, node, this.parts.variables);
  }

  /** What graphql-js refuses while it executes is for it to tell; the fields beside it are written and counted. */
  private attempt<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      this.isWhole = false;
      return undefined;
    }
  }
}

function writeList(write: Write): Write {
  return (values) => {
    if (values === null || values === undefined) return nothing;
    const { objects, text } = join(values as Iterable<unknown>, write);
    return { objects, text: `[${text}]` };
  };
}

function join<T>(values: Iterable<T>, write: (value: T) => Written): Written {
  let objects = 0;
  let text = "";
  for (const value of values) {
    const part = write(value);
    objects += part.objects;
    text += text === "" ? part.text : `,${part.text}`;
  }
  return { objects, text };
}
