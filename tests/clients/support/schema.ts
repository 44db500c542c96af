import { readFile } from "node:fs/promises";
import { buildSchema, isAbstractType } from "graphql";

/** The emitted SDL, as front ends get it. */
export const schemaPath = new URL("../../../schema/schema.graphql", import.meta.url);
export const schema = buildSchema(await readFile(schemaPath, "utf8"));

/** The types behind each interface and union of the schema, all in alphabetical order. */
export function listPossibleTypes(): Record<string, string[]> {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstract.map((type) => [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
}
