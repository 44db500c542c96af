import { z } from "zod";
import { StartupError } from "./errors.js";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

/** What the environment decides, read once and checked. */
export interface Config {
  /** 0 lets the system pick a free port. */
  port: number;
  host: string;
  databaseUrl: string;
  logLevel: LogLevel;
  /** The folder that fills an empty database; undefined when it stays empty. */
  seeds: string | undefined;
}

const environmentVariables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a whole number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a whole number from 0 to 65535")
    .default(4000),
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
});

/**
 * Reads PORT, HOST, DATABASE_URL, LOG_LEVEL and SEEDS; an empty value counts as not set.
 *
 * @throws {StartupError} with a line for every variable that has a wrong value.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== "");
  const parsed = environmentVariables.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new StartupError(describeFaults(parsed.error));
  const { PORT, HOST, DATABASE_URL, LOG_LEVEL, SEEDS } = parsed.data;
  return { port: PORT, host: HOST, databaseUrl: DATABASE_URL, logLevel: LOG_LEVEL, seeds: SEEDS };
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
