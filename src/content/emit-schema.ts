import "reflect-metadata";
import { writeFile } from "node:fs/promises";
import { renderSchema } from "./render-schema.js";
import { createSchema } from "./schema.js";

// The script behind `npm run schema`: writes the committed SDL anew.
await writeFile(new URL("../../schema/schema.graphql", import.meta.url), renderSchema(await createSchema()));
