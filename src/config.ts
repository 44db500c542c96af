import { dirname, join } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { findDatabaseUrlFault, findReplicaUrlFault } from "./database/database-url.js";
import type { PoolOptions } from "./database/dialects/dialect.js";
import { StartupError } from "./errors.js";
import { defaultSiteUrl } from "./graph/address-field.js";
import { isOrigin, parseUrl } from "./parse-url.js";
import { deepestSelection, defaultLimits, type Limits } from "./server/limits/limits.js";
import { type TrustMode, trustModes } from "./server/trusted-documents/trusted-documents.js";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

/** The limits that an operator can move. */
export type ConfiguredLimits = Omit<Limits, "introspectionDepth">;

/** What the environment decides, read once and checked. */
export interface Config {
  /** 0 lets the system pick a free port. */
  port: number;
  host: string;
  /** Address of the publisher's site, under which the pages of nodes are; without a slash at its end. */
  siteUrl: string;
  databaseUrl: string;
  /** How the reads of requests are spread, where the database is a server. */
  pool: PoolOptions;
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
  /** What an address may spend in a minute; 0 for no bound. */
  anonymousPoints: number;
  /** Where it is kept what was spent; undefined in memory. */
  budgetFile: string | undefined;
  /** What preview tokens are signed with; undefined where there are none. */
  previewSecret: string | undefined;
  /** Web origins whose pages may read the answers; "*" for all. */
  corsOrigins: readonly string[];
  /** Addresses and networks of proxies, which tell for whom they ask. */
  trustedProxies: readonly string[];
  /** Which documents are answered, and the file that lists those that are trusted. */
  trustedDocuments: { mode: TrustMode; manifest: string };
}

const scratchDatabase = "sqlite::memory:";

/** Some 400 post pages of which none is cached; twelve operations of the greatest cost. */
const defaultAnonymousPoints = 120_000;
const { depth, tokens, aliases, rootFields, cost, bodyBytes, requestMilliseconds } = defaultLimits;

const environmentVariables = z
  .object({
    PORT: wholeNumber(0, 65_535).default(4000),
    HOST: z
      .string()
      .regex(/^[0-9A-Za-z.:_-]+$/, "must be a host name or an address, without scheme, port or path")
      .default("127.0.0.1"),
    SITE_URL: siteUrl().default(defaultSiteUrl),
    DATABASE_URL: z.string().superRefine(checkDatabaseUrl).default("sqlite:data/colloquy.sqlite"),
    DATABASE_POOL_SIZE: wholeNumber(1, 500).default(10),
    DATABASE_PREPARED_STATEMENTS: z.enum(["on", "off"], "must be on or off").default("on"),
    DATABASE_REPLICA_URLS: replicaUrls().default([]),
    DATABASE_REPLICA_MAX_LAG_MS: wholeNumber(0, 3_600_000).default(10_000),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
    SEEDS: z
      .string()
      .default("seeds")
      .transform((seeds) => (seeds === "none" ? undefined : seeds)),
    WORKERS: wholeNumber(1, 64).default(1),
    MAX_DEPTH: wholeNumber(1, deepestSelection).default(depth),
    // The default is also the most: beyond it, nested values overflow the stack of graphql-js's parser.
    MAX_TOKENS: wholeNumber(1, tokens).default(tokens),
    MAX_ALIASES: wholeNumber(1, tokens).default(aliases),
    MAX_ROOT_FIELDS: wholeNumber(1, tokens).default(rootFields),
    MAX_COST: wholeNumber(1, 10_000_000).default(cost),
    MAX_BODY_BYTES: wholeNumber(1024, 64 * 1024 ** 2).default(bodyBytes),
    REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(requestMilliseconds),
    CACHE_MAX_BYTES: wholeNumber(0, 64 * 1024 ** 3).default(64 * 1024 ** 2),
    ANONYMOUS_BUDGET: wholeNumber(0, 1_000_000_000).default(defaultAnonymousPoints),
    BUDGET_FILE: z.string().optional(),
    PREVIEW_SECRET: z
      .string()
      .regex(/^.{32,500}$/, "must have 32 to 500 characters, as openssl rand -base64 32 gives")
      .optional(),
    CORS_ORIGINS: originList().default([]),
    TRUSTED_PROXIES: networkList().default([]),
    EXPLAIN: z.enum(["on", "off"], "must be on or off").optional(),
    TRUSTED_DOCUMENTS: z.enum(trustModes, `must be one of ${trustModes.join(", ")}`).default("off"),
    TRUSTED_DOCUMENTS_MANIFEST: z.string().default("trusted-documents.json"),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ DATABASE_URL, WORKERS }) => DATABASE_URL !== scratchDatabase || !(WORKERS > 1), {
    path: ["WORKERS"],
    error: `must be 1 when DATABASE_URL is ${scratchDatabase}, where each worker would have a database of its own`,
    // Also beside other faults: all are reported at once.
    when: () => true,
  })
  .refine(
    ({ DATABASE_URL = "", DATABASE_REPLICA_URLS = [] }) =>
      DATABASE_REPLICA_URLS.length === 0 || !DATABASE_URL.startsWith("sqlite:"),
    {
      path: ["DATABASE_REPLICA_URLS"],
      error: "must be empty when DATABASE_URL is SQLite, which has no replicas",
      when: () => true,
    },
  );

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
    siteUrl: data.SITE_URL,
    databaseUrl: data.DATABASE_URL,
    pool: {
      size: data.DATABASE_POOL_SIZE,
      keepsPrepared: data.DATABASE_PREPARED_STATEMENTS === "on",
      replicaUrls: data.DATABASE_REPLICA_URLS,
      maximumLagMilliseconds: data.DATABASE_REPLICA_MAX_LAG_MS,
    },
    logLevel: data.LOG_LEVEL,
    seeds: data.SEEDS,
    workers: data.WORKERS,
    limits: toLimits(data),
    cacheMaxBytes: data.CACHE_MAX_BYTES,
    anonymousPoints: data.ANONYMOUS_BUDGET,
    budgetFile:
      data.BUDGET_FILE === "memory" ? undefined : (data.BUDGET_FILE ?? toBudgetFile(data.DATABASE_URL)),
    previewSecret: data.PREVIEW_SECRET,
    corsOrigins: data.CORS_ORIGINS,
    trustedProxies: data.TRUSTED_PROXIES,
    isExplainOn: (data.EXPLAIN ?? (data.NODE_ENV === "production" ? "off" : "on")) === "on",
    trustedDocuments: { mode: data.TRUSTED_DOCUMENTS, manifest: data.TRUSTED_DOCUMENTS_MANIFEST },
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

/** What paths can be put behind. */
function siteUrl() {
  const fault =
    "must be an http or https address without user, query and fragment, such as https://example.org/health";
  return z
    .string()
    .max(500, "must have at most 500 characters")
    .transform(parseUrl)
    .refine((url) => url !== undefined && isPlain(url), fault)
    .transform((url) => String(url).replace(/\/+$/, ""));
}

function isPlain({ protocol, username, password, href }: URL): boolean {
  return /^https?:$/.test(protocol) && username === "" && password === "" && !/[?#]/.test(href);
}

/** Beside the database where that is a file. */
function toBudgetFile(databaseUrl: string): string | undefined {
  if (databaseUrl === scratchDatabase) return undefined;
  const isFile = databaseUrl.startsWith("sqlite:");
  return join(isFile ? dirname(databaseUrl.slice("sqlite:".length)) : "data", "budgets.sqlite");
}

/** Web origins with spaces between them, or "*". */
function originList() {
  return listOf(
    (text) => text === "*" || isOrigin(text),
    "must be web origins such as https://example.org, with spaces between them, or *",
  );
}

/** Addresses and networks with spaces between them. */
function networkList() {
  return listOf(
    (text) => ipaddr.isValid(text) || ipaddr.isValidCIDR(text),
    "must be addresses or networks such as 10.0.0.0/8, with spaces between them",
  );
}

function listOf(isGood: (part: string) => boolean, fault: string) {
  return z
    .string()
    .transform((text) => text.split(/\s+/).filter((part) => part !== ""))
    .refine((parts) => parts.every(isGood), fault);
}

function describeFaults(error: z.ZodError): string {
  const faults = error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
  return ["The environment has wrong values:", ...faults].join("\n");
}

function checkDatabaseUrl(url: string, context: z.RefinementCtx): void {
  const fault = findDatabaseUrlFault(url);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
}

/** Addresses with spaces between them; each is checked by itself. */
function replicaUrls() {
  return z
    .string()
    .transform((text) => text.split(/\s+/).filter((url) => url !== ""))
    .superRefine((urls, context) => {
      const fault = urls.map(findReplicaUrlFault).find((found) => found !== undefined);
      if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
    });
}
