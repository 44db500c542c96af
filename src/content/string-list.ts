import { z } from "zod";

const strings = z.array(z.string());

/**
 * What a column of lists holds.
 *
 * @throws {SyntaxError} when it is no JSON.
 * @throws {z.ZodError} when it is other JSON than an array of strings.
 */
export function parseStringList(json: string): string[] {
  return strings.parse(JSON.parse(json));
}
