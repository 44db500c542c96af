import { parseArgs } from "node:util";
import { operationNames } from "../operations.js";
import { toNames, toNumber, toNumbers } from "../options.js";
import { contenders } from "./contenders.js";

export interface PostgresBenchOptions {
  /** Sizes of databases, in posts; with `--million` two of them, the small one first. */
  posts: number[];
  rounds: number;
  /** Of load per operation, contender and round. */
  seconds: number;
  connections: number;
  operations: string[];
  /** Letters. */
  contenders: string[];
  seed: number;
  /** Builds databases anew that are there already. */
  isFresh: boolean;
  /** What is measured: the contenders, two servers against one, or a million posts. */
  part: "contenders" | "servers" | "million";
  /** Writes RESULTS.postgres.md. */
  isWritten: boolean;
}

/**
 * Reads the command line after `--postgres`.
 *
 * @throws {Error} when it has an unknown option, operation or contender, or what is no number.
 */
export function parseOptions(args: readonly string[]): PostgresBenchOptions {
  const letters = contenders.map(({ letter }) => letter);
  const { values } = parseArgs({
    args: [...args],
    options: {
      postgres: { type: "boolean" },
      posts: { type: "string" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "2" },
      connections: { type: "string", default: "16" },
      operations: { type: "string", default: operationNames.join(",") },
      contenders: { type: "string", default: letters.join(",") },
      seed: { type: "string", default: "1" },
      fresh: { type: "boolean", default: false },
      servers: { type: "boolean", default: false },
      million: { type: "boolean", default: false },
      "no-results": { type: "boolean", default: false },
    },
  });
  return {
    posts: toNumbers(values.posts ?? (values.million ? "10000,1000000" : "10000,100000")),
    rounds: toNumber(values.rounds),
    seconds: toNumber(values.seconds),
    connections: toNumber(values.connections),
    operations: toNames(values.operations, operationNames),
    contenders: toNames(values.contenders, letters),
    seed: toNumber(values.seed),
    isFresh: values.fresh,
    part: values.million ? "million" : values.servers ? "servers" : "contenders",
    isWritten: !values["no-results"],
  };
}
