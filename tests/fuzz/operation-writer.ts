import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  type OperationTypeNode,
} from "graphql";
import { findFieldRule } from "../../src/graph/plan-rules.js";
import { ArgumentWriter } from "./argument-writer.js";
import { findNodeType, isRankedByEngine } from "./connection-types.js";
import type { ContentPools } from "./content-pools.js";
import type { Random } from "./random.js";
import { ValueWriter } from "./value-writer.js";
import { Variables } from "./variables.js";

/** A selection set that is being written. */
interface Place {
  type: GraphQLCompositeType;
  /** How many levels of fields may still come. */
  depth: number;
  /** How many objects of the type the answer can have. */
  times: number;
  /** Fields that were written here already, so that they can be written again and be merged. */
  heads: Head[];
}

/** A field with its key and arguments, all but the selections below it. */
interface Head {
  text: string;
  type: GraphQLCompositeType;
  below: Omit<Place, "type">;
}

interface Fragment {
  name: string;
  type: GraphQLCompositeType;
  depth: number;
  times: number;
  text: string;
}

/** Names that mean something elsewhere: to JavaScript, to JSON or to the planner. */
const oddKeys = [
  "__proto__",
  "constructor",
  "toJSON",
  "then",
  "length",
  "key",
  "value",
  "ordinal",
  "cursor",
  "nodes",
];
const maximumAliases = 50;
const maximumTimes = 150;

/** Writes one random valid operation of a schema, of which it knows nothing but the schema itself. */
export class OperationWriter {
  readonly variables: Variables;
  private readonly values: ValueWriter;
  private readonly argumentWriter: ArgumentWriter;
  /** Response key → what it was given to; two fields of one key must be alike. */
  private readonly keys = new Map<string, string>();
  private readonly fragments: Fragment[] = [];
  private aliases = 0;
  private fragmentCount = 0;
  private fieldsLeft: number;
  /** Rarely: operations with fields that JavaScript makes are answered by one exit only. */
  private readonly isDerivedWritten: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    pools: ContentPools,
    private readonly random: Random,
  ) {
    this.variables = new Variables(random);
    this.values = new ValueWriter(random, pools, this.variables);
    this.argumentWriter = new ArgumentWriter(random, pools, {
      values: this.values,
      variables: this.variables,
    });
    this.fieldsLeft = random.integer(3, 70);
    this.isDerivedWritten = random.chance(0.1);
  }

  /** The document. */
  write(): string {
    const type = this.schema.getRootType("query" as OperationTypeNode);
    if (!type) throw new Error("The schema has no queries.");
    const selections = this.writeSelections({
      type,
      depth: this.random.integer(3, 11),
      times: 1,
      heads: [],
    });
    const fragments = this.fragments.map(
      ({ name, type: on, text }) => `fragment ${name} on ${on.name} ${text}`,
    );
    const body = [selections, ...fragments].join("\n");
    return `query ${this.variables.define(body)} ${body}`;
  }

  private writeSelections(place: Place): string {
    const count = this.random.integer(1, isAbstractType(place.type) ? 3 : 6);
    const written = Array.from({ length: count }, () => this.writeSelection(place)).filter(
      (text) => text !== "",
    );
    return `{ ${written.length > 0 ? written.join(" ") : this.writeTypeName()} }`;
  }

  private writeSelection(place: Place): string {
    const choice = this.random.next();
    if (choice < 0.04) return this.writeTypeName();
    if (choice < 0.12) return this.writeInlineFragment(place);
    if (choice < 0.19) return this.writeSpread(place);
    if (choice < 0.24 && place.heads.length > 0) return this.writeAgain(place);
    return isUnionType(place.type) ? this.writeInlineFragment(place) : this.writeField(place);
  }

  private writeTypeName(): string {
    const key = this.chooseKey("__typename", "__typename: String!");
    return key === undefined
      ? "__typename"
      : `${prefix(key, "__typename")}__typename${this.writeDirectives()}`;
  }

  private writeField(place: Place): string {
    if (this.fieldsLeft <= 0 || isUnionType(place.type)) return "";
    const fields = Object.values(place.type.getFields()).filter(
      (field) =>
        !isRankedByEngine(field) &&
        (place.depth > 1 || !isCompositeType(getNamedType(field.type))) &&
        // Of the request graphql-js alone can tell.
        findFieldRule(field)?.kind !== "request" &&
        (this.isDerivedWritten || findFieldRule(field)?.kind !== "derived"),
    );
    if (fields.length === 0) return "";
    const field = this.random.pick(this.preferLeading(fields));
    const target = getNamedType(field.type);
    const room = Math.max(1, Math.floor(maximumTimes / place.times));
    const written = this.argumentWriter.write({ parent: place.type as never, field }, room);
    const key = this.chooseKey(field.name, `${field.name}${written.text}: ${field.type}`);
    if (key === undefined) return "";
    this.fieldsLeft -= 1;
    const text = `${prefix(key, field.name)}${field.name}${written.text}`;
    if (!isCompositeType(target)) return `${text}${this.writeDirectives()}`;
    const times = place.times * (findNodeType(field) ? written.size : 1);
    const head = { text, type: target, below: { depth: place.depth - 1, times, heads: [] } };
    place.heads.push(head);
    return this.writeHead(head);
  }

  /** Fields that lead on, as long as there is much to write; else any. */
  private preferLeading<T extends Pick<GraphQLField<unknown, unknown>, "type">>(
    fields: readonly T[],
  ): readonly T[] {
    const leading = fields.filter(({ type }) => leadsOn(getNamedType(type)));
    return leading.length > 0 && this.fieldsLeft > 5 && this.random.chance(0.5) ? leading : fields;
  }

  private writeHead({ text, type, below }: Head): string {
    return `${text}${this.writeDirectives()} ${this.writeSelections({ ...below, type })}`;
  }

  /** A field once more, with other selections: they are merged. */
  private writeAgain(place: Place): string {
    this.fieldsLeft -= 1;
    return this.writeHead(this.random.pick(place.heads));
  }

  private writeInlineFragment(place: Place): string {
    if (this.random.chance(0.15)) return `...${this.writeDirectives(0.5)} ${this.writeSelections(place)}`;
    const type = this.random.pick(this.listConditions(place.type));
    return `... on ${type.name}${this.writeDirectives()} ${this.writeSelections(this.onType(place, type))}`;
  }

  /** A fragment of this place, new or one that was written elsewhere for as much depth and as many objects. */
  private writeSpread(place: Place): string {
    const fitting = this.fragments.filter(
      ({ type, depth, times }) =>
        depth <= place.depth && times >= place.times && doTypesOverlap(this.schema, type, place.type),
    );
    if (fitting.length > 0 && this.random.chance(0.6)) {
      return `...${this.random.pick(fitting).name}${this.writeDirectives()}`;
    }
    const type = this.random.pick(this.listConditions(place.type));
    const name = `F${this.fragmentCount++}`;
    const text = this.writeSelections(this.onType(place, type));
    this.fragments.push({ name, type, depth: place.depth, times: place.times, text });
    return `...${name}${this.writeDirectives()}`;
  }

  /** What stands in a fragment belongs to the object around it, so that fields of both are merged. */
  private onType(place: Place, type: GraphQLCompositeType): Place {
    return { ...place, type, heads: type === place.type ? place.heads : [] };
  }

  private listConditions(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const all = Object.values(this.schema.getTypeMap()).filter(isCompositeType);
    return all.filter((condition) => doTypesOverlap(this.schema, type, condition));
  }

  /** The field's name or an alias that is free or means the same; undefined when there may be no more aliases. */
  private chooseKey(name: string, meaning: string): string | undefined {
    const wanted = this.random.chance(0.85) ? name : this.random.pick(oddKeys);
    for (const key of [wanted, name, `a${this.aliases}`]) {
      const isAlias = key !== name;
      const known = this.keys.get(key);
      if ((known !== undefined && known !== meaning) || (isAlias && this.aliases >= maximumAliases)) continue;
      this.keys.set(key, meaning);
      if (isAlias) this.aliases += 1;
      return key;
    }
    return undefined;
  }

  private writeDirectives(chance = 0.12): string {
    if (!this.random.chance(chance)) return "";
    const names = this.random.pick([["skip"], ["include"], ["include", "skip"]]);
    return names.map((name) => ` @${name}(if: ${this.writeCondition(name)})`).join("");
  }

  /** Mostly what lets the selection be. */
  private writeCondition(name: string): string {
    const make = () => (name === "include") === this.random.chance(0.7);
    if (this.random.chance(0.4)) return String(make());
    const place = { type: "Boolean!", hasDefault: false, meaning: name, isAbsentAllowed: false };
    return this.variables.use({ ...place, make, print: String });
  }
}

function prefix(key: string, name: string): string {
  return key === name ? "" : `${key}: `;
}

/** Whether an object of the type has objects itself. */
function leadsOn(type: GraphQLNamedType): boolean {
  if (!isCompositeType(type) || isUnionType(type)) return isUnionType(type);
  return Object.values(type.getFields()).some((field) => isCompositeType(getNamedType(field.type)));
}
