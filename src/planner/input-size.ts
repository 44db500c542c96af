import { GraphError } from "../errors.js";

/** The deepest filter that is not refused needs fewer than 30; graphql-js overflows its stack from some hundreds on. */
export const maximumVariableDepth = 100;

/** How many input objects a `where` may have: SQLite takes expressions 1,000 deep, and each object adds a few. */
export const maximumFilterObjects = 200;

/** Ten root fields with as large a filter each; coercing a hundred thousand objects takes a second. */
export const maximumVariableObjects = 10 * maximumFilterObjects;

/**
 * Refuses variables before graphql-js coerces them, which it does by calling itself for each level.
 *
 * @throws {GraphError} FILTER_TOO_LARGE
 */
export function refuseLargeVariables(variables: unknown): void {
  let level = listInner(variables);
  let objects = 0;
  for (let depth = 1; level.length > 0; depth++) {
    objects += level.filter((value) => !Array.isArray(value)).length;
    if (depth > maximumVariableDepth) throw tooLarge(`nest more than ${maximumVariableDepth} deep`);
    if (objects > maximumVariableObjects)
      throw tooLarge(`have more than ${maximumVariableObjects} input objects`);
    level = level.flatMap(listInner);
  }
}

function tooLarge(what: string): GraphError {
  return new GraphError("FILTER_TOO_LARGE", `The variables ${what}; ask in simpler terms.`, {
    // Nothing is run: there is no data that an answer could keep.
    extensions: { http: { status: 400 } },
  });
}

/** Whether a filter has more objects than it may; it looks at no more than that many, however large the filter is. */
export function hasTooManyObjects(filter: unknown): boolean {
  const open = [filter];
  let objects = 0;
  while (open.length > 0 && objects <= maximumFilterObjects) {
    const value = open.pop();
    if (typeof value === "object" && value !== null && !Array.isArray(value)) objects += 1;
    open.push(...listInner(value).slice(0, maximumFilterObjects + 1));
  }
  return objects > maximumFilterObjects;
}

/** The objects and lists right inside a value. */
function listInner(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).filter((inner) => typeof inner === "object" && inner !== null);
}
