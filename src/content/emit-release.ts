import { StartupError } from "../errors.js";
import { programVersion } from "../version.js";
import { releaseSchema } from "./release-schema.js";

// The script behind `npm run release:schema`, with the version of package.json.
try {
  await releaseSchema(new URL("../../schema/", import.meta.url), programVersion);
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
