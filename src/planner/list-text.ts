/** What no stored text is: content has neither NUL nor half a surrogate pair. */
const unstorable = /[\0\p{Cs}]/u;

/** Stands for such a text: a control character, which no name, slug or id has. */
const nothing = "\u0001";

/** JSON of a list that is bound as one parameter; PostgreSQL refuses JSON with texts that it cannot store. */
export function toListText(values: readonly unknown[]): string {
  return JSON.stringify(
    values.map((value) => (typeof value === "string" && unstorable.test(value) ? nothing : value)),
  );
}
