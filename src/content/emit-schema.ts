import "reflect-metadata";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dialectsByEngine } from "../database/dialects/find-dialect.js";
import { renderSchema } from "./render-schema.js";
import { renderSchemaGuide } from "./render-schema-guide.js";
import { renderStatements } from "./render-statements.js";
import { createSchema } from "./schema.js";

// The script behind `npm run schema`: writes the committed SDL and its guide anew, and the SQL of the example operations.
const folder = new URL("../../schema/", import.meta.url);
const operations = new URL("operations/", folder);
const statements = new URL("statements/", folder);

const schema = await createSchema();
await writeFile(new URL("schema.graphql", folder), renderSchema(schema));

const files = (await readdir(operations)).filter((file) => file.endsWith(".graphql")).sort();
const documents = await Promise.all(files.map((file) => readFile(new URL(file, operations), "utf8")));
const examples = files.map((file, index) => ({ file, document: documents[index] ?? "" }));
await writeFile(new URL("README.md", folder), renderSchemaGuide(schema, examples));

await rm(statements, { recursive: true, force: true });
for (const [engine, dialect] of Object.entries(dialectsByEngine)) {
  const rendered = await renderStatements(schema, documents, dialect);
  const place = new URL(`${engine}/`, statements);
  await mkdir(place, { recursive: true });
  for (const [index, file] of files.entries()) {
    await writeFile(new URL(file.replace(/graphql$/, "sql"), place), rendered[index] ?? "");
  }
}
