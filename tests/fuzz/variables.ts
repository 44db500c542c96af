import type { Random } from "./random.js";

/** A place where a variable can stand. */
export interface VariablePlace {
  /** The type that the place expects, as SDL. */
  type: string;
  /** Whether the place has a default itself, so that a nullable variable may stand in a non-null place. */
  hasDefault: boolean;
  /** Whether the variable itself must be non-null, as for the field of a one-of input. */
  isStrict?: boolean;
  /** What kind of value is meant there; a variable stands again only where the same is meant. */
  meaning: string;
  /** Whether null and nothing may be given. */
  isAbsentAllowed: boolean;
  make(): unknown;
  /** A value as it stands in a document. */
  print(value: unknown): string;
}

interface Variable {
  name: string;
  type: string;
  default: string | undefined;
  place: VariablePlace;
}

/** The variables of one operation. */
export class Variables {
  private readonly list: Variable[] = [];

  constructor(private readonly random: Random) {}

  /** `$name` of a variable that may stand in the place, be it a new one or one that stands elsewhere. */
  use(place: VariablePlace): string {
    const known = this.list.filter(
      (variable) => variable.place.meaning === place.meaning && variable.place.type === place.type,
    );
    if (known.length > 0 && this.random.chance(0.3)) return `$${this.random.pick(known).name}`;
    const variable = { name: `v${this.list.length}`, ...this.chooseType(place), place };
    this.list.push(variable);
    return `$${variable.name}`;
  }

  /** `($v0: Int = 3, …)` of the variables that the text has; empty when it has none. */
  define(text: string): string {
    const used = this.list.filter(({ name }) => new RegExp(`\\$${name}\\b`).test(text));
    if (used.length === 0) return "";
    const definitions = used.map(
      ({ name, type, default: value }) => `$${name}: ${type}${value === undefined ? "" : ` = ${value}`}`,
    );
    return `(${definitions.join(", ")})`;
  }

  /** Values for one request: some are null, some are left out. */
  assign(): Record<string, unknown> {
    const given = this.list.filter((variable) => !this.mayBeLeftOut(variable) || this.random.chance(0.85));
    return Object.fromEntries(
      given.map((variable) => [variable.name, this.chooseNull(variable) ? null : variable.place.make()]),
    );
  }

  private mayBeLeftOut({ type, default: standard, place }: Variable): boolean {
    return standard !== undefined || (isNullable(type) && place.isAbsentAllowed);
  }

  /** A null in a place that takes none is an error, and so it is rare. */
  private chooseNull({ type, place }: Variable): boolean {
    if (!isNullable(type)) return false;
    return this.random.chance(place.isAbsentAllowed && isNullable(place.type) ? 0.1 : 0.005);
  }

  private chooseType(place: VariablePlace): { type: string; default: string | undefined } {
    const { random } = this;
    const nullable = place.type.replace(/!$/, "");
    const standard = () => place.print(place.make());
    const mayDefault = () => (random.chance(0.3) ? standard() : undefined);
    if (isNullable(place.type) && place.isAbsentAllowed && random.chance(0.7)) {
      return { type: nullable, default: mayDefault() };
    }
    if (place.isStrict) return { type: `${nullable}!`, default: mayDefault() };
    if (place.hasDefault && random.chance(0.4)) return { type: nullable, default: undefined };
    if (random.chance(0.2)) return { type: nullable, default: standard() };
    return { type: `${nullable}!`, default: mayDefault() };
  }
}

function isNullable(type: string): boolean {
  return !type.endsWith("!");
}
