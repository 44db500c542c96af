import { z } from "zod";

const strings = z.array(z.string());

/**
 * What a column of lists holds.
 *
 * @throws {SyntaxError} when it is anything else than a JSON array of strings.
 */
export function parseStringList(json: string): string[] {
  const { data } = strings.safeParse(JSON.parse(json));
  if (!data) throw new SyntaxError(`${json} is no JSON array of strings`);
  return data;
}
