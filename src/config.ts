import { z } from "zod";
import { StartupError } from "./errors.js";
import { defaultLimits, type Limits } from "./server/limits/limits.js";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

/** The limits that an operator can move. */
export type ConfiguredLimits = Omit<Limits, "introspectionDepth">;

/** What the environment decides, read once and checked. */
export interface Config {
  /** 0 lets the system pick a free port. */
  port: number;
  host: string;
  databaseUrl: string;
  logLevel: LogLevel;
  /** The folder that fills an empty database; undefined when it stays empty. */
  seeds: string | undefined;
  /** How many processes serve; 1 is this one alone. */
  workers: number;
  limits: ConfiguredLimits;
  /** What cached answers may hold in each process; 0 turns the cache off. */
  cacheMaxBytes: number;
  /** Whether a request may ask how it was answered. */
  isExplainOn: boolean;
}

const scratchDatabase = "sqlite::memory:";
const { depth, tokens, aliases, rootFields, cost, bodyBytes, requestMilliseconds } = defaultLimits;

const environmentVariables = z
  .object({
    PORT: wholeNumber(0, 65_535).default(4000),
    HOST: z
      .string()
      .regex(/^[0-9A-Za-z.:_-]+$/, "must be a host name or an address, without scheme, port or path")
      .default("127.0.0.1"),
    DATABASE_URL: z.string().superRefine(checkDatabaseUrl).default("sqlite:data/colloquy.sqlite"),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
    SEEDS: z
      .string()
      .default("seeds")
      .transform((seeds) => (seeds === "none" ? undefined : seeds)),
    WORKERS: wholeNumber(1, 64).default(1),
    // Each level can be a join, and SQLite joins no more than 64 tables.
    MAX_DEPTH: wholeNumber(1, 50).default(depth),
    // The default is also the most: beyond it, nested values overflow the stack of graphql-js's parser.
    MAX_TOKENS: wholeNumber(1, tokens).default(tokens),
    MAX_ALIASES: wholeNumber(1, tokens).default(aliases),
    MAX_ROOT_FIELDS: wholeNumber(1, tokens).default(rootFields),
    MAX_COST: wholeNumber(1, 10_000_000).default(cost),
    MAX_BODY_BYTES: wholeNumber(1024, 64 * 1024 ** 2).default(bodyBytes),
    REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(requestMilliseconds),
    CACHE_MAX_BYTES: wholeNumber(0, 64 * 1024 ** 3).default(64 * 1024 ** 2),
    EXPLAIN: z.enum(["on", "off"], "must be on or off").optional(),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ DATABASE_URL, WORKERS }) => DATABASE_URL !== scratchDatabase || !(WORKERS > 1), {
    path: ["WORKERS"],
    error: `must be 1 when DATABASE_URL is ${scratchDatabase}, where each worker would have a database of its own`,
    // Also beside other faults: all are reported at once.
    when: () => true,
  });

/**
 * Reads what README.md lists under "Environment"; an empty value counts as not set.
 *
 * @throws {StartupError} with a line for every variable that has a wrong value.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== "");
  const parsed = environmentVariables.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new StartupError(describeFaults(parsed.error));
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    logLevel: data.LOG_LEVEL,
    seeds: data.SEEDS,
    workers: data.WORKERS,
    limits: toLimits(data),
    cacheMaxBytes: data.CACHE_MAX_BYTES,
    isExplainOn: (data.EXPLAIN ?? (data.NODE_ENV === "production" ? "off" : "on")) === "on",
  };
}

function toLimits(variables: z.infer<typeof environmentVariables>): ConfiguredLimits {
  return {
    depth: variables.MAX_DEPTH,
    tokens: variables.MAX_TOKENS,
    aliases: variables.MAX_ALIASES,
    rootFields: variables.MAX_ROOT_FIELDS,
    cost: variables.MAX_COST,
    bodyBytes: variables.MAX_BODY_BYTES,
    requestMilliseconds: variables.REQUEST_TIMEOUT_MS,
  };
}

/** In decimal digits alone: no sign, no point, no exponent. */
function wholeNumber(least: number, most: number) {
  const fault = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, fault)
    .transform(Number)
    .refine((number) => number >= least && number <= most, fault);
}

function describeFaults(error: z.ZodError): string {
  const faults = error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
  return ["The environment has wrong values:", ...faults].join("\n");
}

function checkDatabaseUrl(url: string, context: z.RefinementCtx): void {
  const fault = findDatabaseUrlFault(url);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
}

const expectedDatabaseUrl = "must be sqlite:PATH or sqlite::memory:";

/** Faults quote no more than the scheme: the rest of a database address can hold a password. */
function findDatabaseUrlFault(url: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === "sqlite") return `${expectedDatabaseUrl}, without // after the colon`;
  if (scheme === "postgres" || scheme === "postgresql") {
    return `names PostgreSQL, which is not supported yet; it ${expectedDatabaseUrl}`;
  }
  if (scheme !== undefined) return `${expectedDatabaseUrl}; ${scheme}:// is not supported`;
  if (!url.startsWith("sqlite:")) return expectedDatabaseUrl;
  return findPathFault(url.slice("sqlite:".length));
}

function findPathFault(path: string): string | undefined {
  if (/^$|\/$/.test(path.trim())) return `names no file after sqlite:; it ${expectedDatabaseUrl}`;
  // SQLite's driver drops such spaces, so that " :memory:" would keep nothing.
  if (path !== path.trim()) return `has a space before or after its path; it ${expectedDatabaseUrl}`;
  if (/^file:/i.test(path)) return `${expectedDatabaseUrl}, with a plain path; file: URIs are not supported`;
  return undefined;
}
