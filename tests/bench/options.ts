import { parseArgs } from "node:util";
import { contenders } from "./contenders/contenders.js";
import { operationNames } from "./operations.js";

export interface BenchOptions {
  /** Sizes of databases, in posts. */
  posts: number[];
  rounds: number;
  /** Of load per operation, contender and round. */
  seconds: number;
  connections: number;
  operations: string[];
  /** Letters. */
  contenders: string[];
  /** Sizes whose import is measured. */
  imports: number[];
  seed: number;
  /** Builds databases anew that are there already. */
  isFresh: boolean;
  /** Writes RESULTS.md. */
  isWritten: boolean;
}

/**
 * Reads the command line.
 *
 * @throws {Error} when it has an unknown option, operation or contender, or what is no number.
 */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      posts: { type: "string", default: "1000,10000,100000" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "3" },
      connections: { type: "string", default: "16" },
      operations: { type: "string", default: operationNames.join(",") },
      contenders: { type: "string", default: contenders.map(({ letter }) => letter).join(",") },
      imports: { type: "string" },
      seed: { type: "string", default: "1" },
      fresh: { type: "boolean", default: false },
      "no-results": { type: "boolean", default: false },
    },
  });
  const posts = toNumbers(values.posts);
  return {
    posts,
    rounds: toNumber(values.rounds),
    seconds: toNumber(values.seconds),
    connections: toNumber(values.connections),
    operations: toNames(values.operations, operationNames),
    contenders: toNames(
      values.contenders,
      contenders.map(({ letter }) => letter),
    ),
    imports: values.imports === undefined ? [Math.max(...posts)] : toNumbers(values.imports),
    seed: toNumber(values.seed),
    isFresh: values.fresh,
    isWritten: !values["no-results"],
  };
}

export function toNumbers(text: string): number[] {
  return text === "none" ? [] : text.split(",").map(toNumber);
}

export function toNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !(number >= 0)) throw new Error(`${text} is not a number`);
  return number;
}

export function toNames(text: string, known: readonly string[]): string[] {
  const names = text.split(",");
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}; there are ${known.join(", ")}`);
  return names;
}
