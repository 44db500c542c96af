import { mkdir, rm, writeFile } from "node:fs/promises";
import { generatedFolder, renderClient } from "./render-client.js";

// The script behind `npm run clients`: writes the typed example client's generated files anew.
const files = await renderClient();
await rm(generatedFolder, { recursive: true, force: true });
await mkdir(generatedFolder);
for (const [name, text] of files) await writeFile(new URL(name, generatedFolder), text);
