import { type GraphQLArgument, isRequiredArgument } from "graphql";
import { type FieldOfType, findNodeType } from "./connection-types.js";
import { type ContentPools, cursorKey, type OrderInput } from "./content-pools.js";
import type { Random } from "./random.js";
import type { ValueWriter } from "./value-writer.js";
import type { Variables } from "./variables.js";

/** The arguments of one field, as they stand in a document. */
export interface WrittenArguments {
  text: string;
  /** How many nodes a connection gives at the most; 1 for any other field. */
  size: number;
}

const pageArguments = ["first", "last", "after", "before", "orderBy"];
const defaultPageSize = 20;

/** Writes the arguments of fields, pages with cursors that fit their order among them. */
export class ArgumentWriter {
  constructor(
    private readonly random: Random,
    private readonly pools: ContentPools,
    private readonly parts: { values: ValueWriter; variables: Variables },
  ) {}

  /** Arguments of a field; a connection gets no more than `maximumSize` nodes. */
  write(place: FieldOfType, maximumSize: number): WrittenArguments {
    const { field } = place;
    const node = findNodeType(field);
    const plain = field.args.filter(({ name }) => !node || !pageArguments.includes(name));
    const meaning = node?.name ?? String(field.type).replace(/[[\]!]/g, "");
    const given = plain.filter(
      (argument) => isRequiredArgument(argument) || this.random.chance(this.chanceOf(argument)),
    );
    const texts = given.map((argument) => `${argument.name}: ${this.writeArgument(argument, meaning)}`);
    const page = node ? this.writePage(place, maximumSize) : { texts: [], size: 1 };
    const all = [...texts, ...page.texts];
    return { text: all.length === 0 ? "" : `(${all.join(", ")})`, size: page.size };
  }

  private chanceOf({ name, defaultValue }: GraphQLArgument): number {
    // It goes with few orders and cursors, which are as likely.
    if (name === "near") return 0.2;
    return defaultValue === undefined ? 0.45 : 0.6;
  }

  private writeArgument(argument: GraphQLArgument, meaning: string): string {
    const hasDefault = argument.defaultValue !== undefined;
    return this.parts.values.write({ type: argument.type, meaning, depth: 0, hasDefault });
  }

  private writePage(place: FieldOfType, maximumSize: number): { texts: string[]; size: number } {
    const { random } = this;
    const order = this.chooseOrder(place);
    const cursors = this.pools.cursors.get(cursorKey(place, order)) ?? [];
    const hasCursors = cursors.length > 0 && random.chance(0.4);
    const texts = [...this.writeSize(maximumSize), ...this.writeOrder(place, { order, hasCursors })];
    if (hasCursors) {
      for (const name of random.pick([["after"], ["before"], ["after", "before"]])) {
        texts.push(`${name}: ${this.writeCursor(cursors, cursorKey(place, order))}`);
      }
    }
    return { texts, size: maximumSize < defaultPageSize ? maximumSize : defaultPageSize };
  }

  private writeSize(maximumSize: number): string[] {
    const { random } = this;
    const mayBeAbsent = maximumSize >= defaultPageSize;
    if (mayBeAbsent && random.chance(0.3)) return random.pick([[], ["first: null"], ["last: null"]]);
    if (random.chance(0.01)) return ["first: 2, last: 1"];
    const name = random.pick(["first", "first", "last"]);
    const make = () => random.integer(random.chance(0.9) ? 1 : 0, Math.max(1, Math.min(maximumSize, 12)));
    if (random.chance(0.5)) return [`${name}: ${make()}`];
    const meaning = `size to ${maximumSize}`;
    const type = mayBeAbsent ? "Int" : "Int!";
    const variable = { type, meaning, hasDefault: false, isStrict: !mayBeAbsent, print: String, make };
    return [`${name}: ${this.parts.variables.use({ ...variable, isAbsentAllowed: mayBeAbsent })}`];
  }

  private chooseOrder({ field }: FieldOfType): readonly OrderInput[] | undefined {
    const known = this.pools.orders.get(findNodeType(field)?.name ?? "") ?? [];
    return known.length > 0 && this.random.chance(0.4) ? this.random.pick(known) : undefined;
  }

  /** An order that a variable chooses fits no cursor for sure, and so it stands without. */
  private writeOrder(
    { field }: FieldOfType,
    { order, hasCursors }: { order: readonly OrderInput[] | undefined; hasCursors: boolean },
  ): string[] {
    const argument = field.args.find(({ name }) => name === "orderBy");
    if (!argument) return [];
    if (!order) return this.random.chance(0.1) ? [this.random.pick(["orderBy: null", "orderBy: []"])] : [];
    if (!hasCursors && this.random.chance(0.5)) {
      return [`orderBy: ${this.parts.values.write({ type: argument.type, meaning: "order", depth: 0 })}`];
    }
    return [`orderBy: ${this.parts.values.print(argument.type, order)}`];
  }

  private writeCursor(cursors: readonly string[], meaning: string): string {
    const { random } = this;
    if (random.chance(0.01)) return '"forged"';
    if (random.chance(0.4)) return JSON.stringify(random.pick(cursors));
    return this.parts.variables.use({
      type: "String",
      meaning: `cursor of ${meaning}`,
      hasDefault: false,
      isAbsentAllowed: true,
      make: () => random.pick(cursors),
      print: (value) => JSON.stringify(value),
    });
  }
}
