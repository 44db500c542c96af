import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { ContentPools } from "./content-pools.js";
import type { Random } from "./random.js";
import type { VariablePlace, Variables } from "./variables.js";

/** Where a value stands. */
export interface ValuePlace {
  type: GraphQLInputType;
  /** `Type.field` whose values are meant, else the name of the node type that the input speaks of. */
  meaning: string;
  /** How many input objects are around it. */
  depth: number;
  hasDefault?: boolean;
  /** Whether a variable must be non-null to stand here. */
  isStrict?: boolean;
}

const maximumDepth = 5;
const oddTexts = [
  "",
  "nothing",
  "0",
  'a"b',
  "\\",
  "\u2028",
  "🧪",
  "%",
  "_",
  "\u{10ffff}",
  "é",
  "e\u0301",
  "\t",
];

/** By the field that they stand in; the last of each is out of its range. */
const numbers: Readonly<Record<string, readonly number[]>> = {
  latitude: [0, 36.5, -60.25, 89.99, -90, 90.5],
  longitude: [0, -122.68, 179.99, -180, 12.5, 1e300],
  radiusKm: [1e-7, 300, 2_500, 9_000.5, 20_016, 0],
};

/** Writes values of input types: literals with variables anywhere in them. */
export class ValueWriter {
  constructor(
    private readonly random: Random,
    private readonly pools: ContentPools,
    private readonly variables: Variables,
  ) {}

  /** GraphQL text of some value that may stand in the place. */
  write(place: ValuePlace): string {
    if (this.random.chance(0.35)) return this.variables.use(this.toVariablePlace(place));
    const { type } = place;
    if (isNonNullType(type)) return this.writeGiven({ ...place, type: type.ofType });
    return this.random.chance(0.06) ? "null" : this.writeGiven(place);
  }

  /** A value as JSON, null among them where the type lets it be. */
  make(place: ValuePlace): unknown {
    const { type } = place;
    if (isNonNullType(type)) return this.makeGiven({ ...place, type: type.ofType });
    return this.random.chance(0.06) ? null : this.makeGiven(place);
  }

  /** GraphQL text of a JSON value. */
  print(type: GraphQLInputType, value: unknown): string {
    if (isNonNullType(type)) return this.print(type.ofType, value);
    if (value === null) return "null";
    if (isListType(type)) {
      if (!Array.isArray(value)) return this.print(type.ofType, value);
      return `[${value.map((element) => this.print(type.ofType, element)).join(", ")}]`;
    }
    if (isInputObjectType(type)) return this.printObject(type, value as Record<string, unknown>);
    return isEnumType(type) ? String(value) : JSON.stringify(value);
  }

  private printObject(type: GraphQLInputObjectType, value: Record<string, unknown>): string {
    const fields = type.getFields();
    const entries = Object.entries(value).map(([name, part]) => {
      const field = fields[name];
      return `${name}: ${field ? this.print(field.type, part) : "null"}`;
    });
    return `{ ${entries.join(", ")} }`;
  }

  private toVariablePlace(place: ValuePlace): VariablePlace {
    const { type } = place;
    const isNeeded = isNonNullType(type) && !place.hasDefault;
    return {
      type: String(type),
      hasDefault: place.hasDefault ?? false,
      isStrict: place.isStrict ?? false,
      meaning: place.meaning,
      isAbsentAllowed: !isNeeded,
      make: () => this.makeGiven({ ...place, type: isNonNullType(type) ? type.ofType : type }),
      print: (value) => this.print(type, value),
    };
  }

  private writeGiven(place: ValuePlace): string {
    const { type } = place;
    if (isListType(type)) {
      const element = { ...place, type: type.ofType };
      if (this.random.chance(0.1)) return this.print(type.ofType, this.makeGiven(nullable(element)));
      return `[${this.repeat(() => this.write(element)).join(", ")}]`;
    }
    if (!isInputObjectType(type)) return this.print(type, this.makeGiven(place));
    const entries = this.chooseFields(type, place).map(
      (field) => `${field.name}: ${this.write(field.place)}`,
    );
    return `{ ${entries.join(", ")} }`;
  }

  private makeGiven(place: ValuePlace): unknown {
    const { type } = place;
    if (isNonNullType(type)) return this.makeGiven({ ...place, type: type.ofType });
    if (isListType(type)) {
      const element = { ...place, type: type.ofType };
      if (this.random.chance(0.1)) return this.makeGiven(nullable(element));
      return this.repeat(() => this.make(element));
    }
    if (isInputObjectType(type)) {
      const fields = this.chooseFields(type, place);
      return Object.fromEntries(fields.map((field) => [field.name, this.make(field.place)]));
    }
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    return this.makeScalar(type.name, place.meaning);
  }

  /** Which fields of an input object are given; deep inside only those that are no objects of the same kind. */
  private chooseFields(
    type: GraphQLInputObjectType,
    place: ValuePlace,
  ): { name: string; place: ValuePlace }[] {
    const all = Object.values(type.getFields());
    const isDeep = place.depth >= maximumDepth || this.random.chance(place.depth / 12);
    const open = isDeep ? all.filter(({ type: inner }) => !/(Where|Where!\])$/.test(String(inner))) : all;
    const needed = open.filter(({ type: inner }) => isNonNullType(inner));
    const chosen = needed.length > 0 ? needed : this.random.pickSome(open, 3);
    const fields = type.isOneOf ? [this.random.pick(all)] : chosen;
    return fields.map((field) => ({
      name: field.name,
      place: {
        type: type.isOneOf ? toNonNull(field.type) : field.type,
        meaning: this.meaningOf(type, field.name, place),
        depth: place.depth + 1,
        isStrict: type.isOneOf,
      },
    }));
  }

  /** A `PostWhere` speaks of Post, its field `slug` of Post.slug, and so does all inside that. */
  private meaningOf(type: GraphQLInputObjectType, field: string, { meaning }: ValuePlace): string {
    const noun = /^(.+?)(?:List)?Where$/.exec(type.name)?.[1];
    if (noun) return this.pools.values.has(`${noun}.${field}`) ? `${noun}.${field}` : noun;
    return meaning.includes(".") ? meaning : `${meaning}.${field}`;
  }

  private makeScalar(type: string, meaning: string): unknown {
    const { random, pools } = this;
    const known = pools.values.get(meaning) ?? [];
    switch (type) {
      case "Boolean":
        return random.chance(0.5);
      case "Int":
        return random.integer(0, 3);
      case "Float":
        return random.pick(numbers[meaning.split(".").at(-1) ?? ""] ?? [0]);
      case "DateTime":
        return this.makeInstant(known);
      case "ID":
        return random.chance(0.98) ? random.pick(known.length > 0 ? known : pools.ids) : "x";
      default:
        if (known.length === 0 || random.chance(0.1)) return random.pick(oddTexts);
        return this.alter(random.pick(known));
    }
  }

  /** A text as it is, its beginning, or itself in other letters. */
  private alter(text: string): string {
    const choice = this.random.next();
    if (choice < 0.6) return text;
    if (choice < 0.7) return text.toUpperCase();
    return [...text].slice(0, this.random.integer(1, 6)).join("");
  }

  /** A known instant, a moment beside it, the same in another zone, or the start of a year. */
  private makeInstant(known: readonly string[]): string {
    const { random } = this;
    const [choice, year] = [random.next(), random.integer(2020, 2026)];
    if (known.length === 0 || choice < 0.2) return `${year}-01-01T00:00:00Z`;
    const instant = Date.parse(random.pick(known));
    if (choice < 0.6) return new Date(instant).toISOString();
    if (choice < 0.8) return new Date(instant + random.integer(-1, 1)).toISOString();
    return new Date(instant + 5_400_000).toISOString().replace("Z", "+01:30");
  }

  private repeat<T>(make: () => T): T[] {
    return Array.from({ length: this.random.integer(0, 3) }, make);
  }
}

function nullable(place: ValuePlace): ValuePlace {
  return { ...place, type: isNonNullType(place.type) ? place.type.ofType : place.type };
}

function toNonNull(type: GraphQLInputType): GraphQLInputType {
  return isNonNullType(type) ? type : new GraphQLNonNull(type);
}
