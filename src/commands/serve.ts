import { readConfig } from "../config.js";
import { serve } from "../serve.js";

export async function serveCommand(): Promise<void> {
  await serve(readConfig());
}
