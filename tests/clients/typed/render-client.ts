import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { parse, printSchema } from "graphql";
import { readOperations } from "../../../src/playground/read-operations.js";
import { schema } from "../support/schema.js";

/** Where the generated files are; its slash is what the preset takes for a folder. */
export const generatedFolder = new URL("generated/", import.meta.url);

/**
 * The files of a typed client as graphql-codegen's client preset makes them, by their names.
 *
 * They are made from the emitted SDL and `schema/operations` alone, so that any front end can make the same.
 */
export async function renderClient(): Promise<Map<string, string>> {
  const operations = await readOperations();
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: "/",
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: operations.map(({ name, document }) => ({
      location: `${name}.graphql`,
      document: parse(document),
      rawSDL: document,
    })),
    config: {
      documentMode: "string",
      useTypeImports: true,
      strictScalars: true,
      scalars: { DateTime: "string", LocalDate: "string" },
    },
    presetConfig: { persistedDocuments: true, fragmentMasking: false, skipIndexFile: true },
    plugins: [],
    pluginMap: {},
  });
  const files = await Promise.all(
    sections.map(async (section) => [section.filename.slice(1), await codegen(section)] as const),
  );
  // Operations lie in files of their own here, so that nobody writes them under the tag that gql.ts types.
  return new Map(files.filter(([name]) => name !== "gql.ts"));
}
