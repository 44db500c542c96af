import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readConfig } from "../src/config.js";
import { StartupError } from "../src/errors.js";

function faultsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof StartupError) return error.message;
    throw error;
  }
  throw new Error("The environment was accepted.");
}

describe("readConfig", () => {
  test("has a default for everything", () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: "127.0.0.1",
      siteUrl: "http://localhost:4000",
      databaseUrl: "sqlite:data/colloquy.sqlite",
      pool: { size: 10, keepsPrepared: true, replicaUrls: [], maximumLagMilliseconds: 10_000 },
      logLevel: "info",
      seeds: "seeds",
      workers: 1,
      limits: {
        depth: 12,
        tokens: 1500,
        aliases: 50,
        rootFields: 10,
        cost: 10_000,
        bodyBytes: 262_144,
        requestMilliseconds: 10_000,
      },
      cacheMaxBytes: 67_108_864,
      isExplainOn: true,
      anonymousPoints: 120_000,
      budgetFile: "data/budgets.sqlite",
      previewSecret: undefined,
      corsOrigins: [],
      trustedProxies: [],
      trustedDocuments: { mode: "off", manifest: "trusted-documents.json" },
    });
  });

  test("takes what the environment says", () => {
    const environment = {
      PORT: "0",
      HOST: "::1",
      SITE_URL: "https://Example.org/health/",
      DATABASE_URL: "sqlite::memory:",
      DATABASE_POOL_SIZE: "3",
      DATABASE_PREPARED_STATEMENTS: "off",
      DATABASE_REPLICA_MAX_LAG_MS: "500",
      LOG_LEVEL: "silent",
      SEEDS: "/srv/content",
      PATH: "/bin",
      WORKERS: "1",
      MAX_DEPTH: "9",
      MAX_TOKENS: "800",
      MAX_ALIASES: "7",
      MAX_ROOT_FIELDS: "3",
      MAX_COST: "500",
      MAX_BODY_BYTES: "2048",
      REQUEST_TIMEOUT_MS: "2500",
      CACHE_MAX_BYTES: "0",
      ANONYMOUS_BUDGET: "0",
      PREVIEW_SECRET: "a secret of more than 32 characters",
      CORS_ORIGINS: "https://example.org http://localhost:3000",
      TRUSTED_PROXIES: "10.0.0.0/8 ::1",
      EXPLAIN: "off",
      TRUSTED_DOCUMENTS: "only",
      TRUSTED_DOCUMENTS_MANIFEST: "/srv/documents.json",
    };
    expect(readConfig(environment)).toEqual({
      port: 0,
      host: "::1",
      siteUrl: "https://example.org/health",
      databaseUrl: "sqlite::memory:",
      pool: { size: 3, keepsPrepared: false, replicaUrls: [], maximumLagMilliseconds: 500 },
      logLevel: "silent",
      seeds: "/srv/content",
      workers: 1,
      limits: {
        depth: 9,
        tokens: 800,
        aliases: 7,
        rootFields: 3,
        cost: 500,
        bodyBytes: 2048,
        requestMilliseconds: 2500,
      },
      cacheMaxBytes: 0,
      isExplainOn: false,
      anonymousPoints: 0,
      budgetFile: undefined,
      previewSecret: "a secret of more than 32 characters",
      corsOrigins: ["https://example.org", "http://localhost:3000"],
      trustedProxies: ["10.0.0.0/8", "::1"],
      trustedDocuments: { mode: "only", manifest: "/srv/documents.json" },
    });
  });

  test.each([
    [{ DATABASE_URL: "sqlite:here/content.sqlite" }, "here/budgets.sqlite"],
    [{ DATABASE_URL: "postgres://user:password@localhost/content" }, "data/budgets.sqlite"],
    [{ DATABASE_URL: "sqlite::memory:", BUDGET_FILE: "there.sqlite" }, "there.sqlite"],
    [{ BUDGET_FILE: "memory" }, undefined],
  ])("finds the file of budgets: %j", (environment, file) => {
    expect(readConfig(environment).budgetFile).toBe(file);
  });

  test("reads SEEDS=none as no folder", () => {
    expect(readConfig({ SEEDS: "none" }).seeds).toBeUndefined();
  });

  test("takes an empty value for one that is not set", () => {
    const environment = { PORT: "", HOST: "", DATABASE_URL: "", LOG_LEVEL: "", SEEDS: "" };
    expect(readConfig(environment)).toEqual(readConfig({}));
  });

  test("reports every fault at once, each with its variable and what would be right", () => {
    const environment = {
      PORT: "http",
      HOST: "http://x:1",
      DATABASE_URL: "here",
      LOG_LEVEL: "loud",
      WORKERS: "0",
      MAX_DEPTH: "deep",
      ANONYMOUS_BUDGET: "-1",
      PREVIEW_SECRET: "secret",
      CORS_ORIGINS: "https://example.org/page",
      TRUSTED_PROXIES: "10.0.0.0/8 proxy",
      EXPLAIN: "yes",
      TRUSTED_DOCUMENTS: "on",
    };
    expect(faultsOf(environment).split("\n")).toEqual([
      "The environment has wrong values:",
      "  PORT must be a whole number from 0 to 65535",
      "  HOST must be a host name or an address, without scheme, port or path",
      "  DATABASE_URL must be sqlite:PATH, sqlite::memory: or postgres://USER:PASSWORD@HOST:PORT/DATABASE",
      "  LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent",
      "  WORKERS must be a whole number from 1 to 64",
      "  MAX_DEPTH must be a whole number from 1 to 50",
      "  ANONYMOUS_BUDGET must be a whole number from 0 to 1000000000",
      "  PREVIEW_SECRET must have 32 to 500 characters, as openssl rand -base64 32 gives",
      "  CORS_ORIGINS must be web origins such as https://example.org, with spaces between them, or *",
      "  TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, with spaces between them",
      "  EXPLAIN must be on or off",
      "  TRUSTED_DOCUMENTS must be one of only, prefer, off",
    ]);
  });

  test("agrees with the README's table on every default", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const defaults = [...readme.matchAll(/^\| `([A-Z_]+)` \| `([^`]+)`/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(defaults.length).toBe(22);
    expect(readConfig(Object.fromEntries(defaults))).toEqual(readConfig({}));
  });
});

describe("SITE_URL", () => {
  test.each([
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["https://example.org///", "https://example.org"],
    ["HTTPS://EXAMPLE.org/Health/", "https://example.org/Health"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["https://example.org/a b/'", "https://example.org/a%20b/'"],
  ])("%j is read as %j", (SITE_URL, siteUrl) => {
    expect(readConfig({ SITE_URL }).siteUrl).toBe(siteUrl);
  });

  test.each([
    "example.org",
    "/health",
    "ftp://example.org",
    "javascript:alert(1)",
    "https://",
    "https://user:secret@example.org",
    "https://example.org/?page=1",
    "https://example.org/?",
    "https://example.org/#top",
    `https://example.org/${"a".repeat(500)}`,
  ])("%j is refused", (SITE_URL) => {
    expect(faultsOf({ SITE_URL })).toMatch(
      /SITE_URL must (?:be an http or https address without user|have at most 500)/,
    );
  });
});

describe("PORT", () => {
  test.each(["65536", "99999", "-1", "1.5", "0x50", "4e3", " 80", "80 ", "eighty", "100000"])(
    "%j is refused",
    (PORT) => {
      expect(faultsOf({ PORT })).toContain("PORT must be a whole number from 0 to 65535");
    },
  );

  test.each([0, 1, 80, 65_535])("%d is accepted", (port) => {
    expect(readConfig({ PORT: String(port) }).port).toBe(port);
  });
});

describe("a limit", () => {
  const bounds: [variable: string, least: number, most: number][] = [
    ["WORKERS", 1, 64],
    ["MAX_DEPTH", 1, 50],
    ["MAX_TOKENS", 1, 1500],
    ["MAX_ALIASES", 1, 1500],
    ["MAX_ROOT_FIELDS", 1, 1500],
    ["MAX_COST", 1, 10_000_000],
    ["MAX_BODY_BYTES", 1024, 67_108_864],
    ["REQUEST_TIMEOUT_MS", 100, 600_000],
    ["CACHE_MAX_BYTES", 0, 68_719_476_736],
  ];

  test.each(bounds)("%s is a whole number from %d to %d", (variable, least, most) => {
    const fault = `${variable} must be a whole number from ${least} to ${most}`;
    for (const wrong of [least - 1, most + 1, `${least}.5`, "1e3", " 9", "many", "9".repeat(30)]) {
      expect(faultsOf({ [variable]: String(wrong) })).toContain(fault);
    }
    for (const right of [least, most]) expect(() => readConfig({ [variable]: String(right) })).not.toThrow();
  });
});

describe("EXPLAIN", () => {
  test.each([
    [{}, true],
    [{ NODE_ENV: "test" }, true],
    [{ NODE_ENV: "production" }, false],
    [{ NODE_ENV: "production", EXPLAIN: "on" }, true],
    [{ NODE_ENV: "test", EXPLAIN: "off" }, false],
  ])("of %j is %s", (environment, isExplainOn) => {
    expect(readConfig(environment).isExplainOn).toBe(isExplainOn);
  });
});

describe("WORKERS", () => {
  const memory = { DATABASE_URL: "sqlite::memory:" };

  test("of more than 1 is refused for a database in memory, beside every other fault", () => {
    const fault =
      "  WORKERS must be 1 when DATABASE_URL is sqlite::memory:, where each worker would have a database of its own";
    expect(
      faultsOf({ ...memory, WORKERS: "2" })
        .split("\n")
        .slice(1),
    ).toEqual([fault]);
    expect(faultsOf({ ...memory, WORKERS: "2", PORT: "x" })).toContain(fault);
    expect(readConfig({ ...memory, WORKERS: "1" }).workers).toBe(1);
    expect(faultsOf({ ...memory, WORKERS: "0" })).not.toContain("of its own");
  });
});

describe("DATABASE_URL", () => {
  test.each([
    "sqlite:a.sqlite",
    "sqlite:/var/lib/colloquy/a.sqlite",
    "sqlite:with space.db",
    "sqlite::memory:",
    "postgres://ada:secret@localhost:5433/colloquy",
    "postgresql://localhost/colloquy?sslmode=require",
  ])("%s is accepted", (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  test.each([
    ["postgres://ada@localhost", "names no database after the host"],
    ["postgres://ada@localhost/", "names no database after the host"],
    ["postgres:///colloquy", "names no host"],
    ["postgres://ada:a/b@c@localhost:x/colloquy", "cannot be read as a URL"],
    ["postgres://ada:12/secret@localhost", "must be percent-encoded"],
    ["postgres://ada:12/secret@localhost/colloquy", "must be percent-encoded"],
    ["PostgreSQL://ada@localhost/colloquy", "in lower-case letters"],
    ["mysql://localhost/colloquy", "mysql:// is not supported"],
    ["sqlite://data/colloquy.sqlite", "without // after sqlite:"],
    ["sqlite:", "names no file"],
    ["sqlite:data/", "names no file"],
    ["sqlite: ", "names no file"],
    ["sqlite: :memory:", "has a space before or after its path"],
    ["sqlite:a.sqlite ", "has a space before or after its path"],
    ["sqlite:file:/tmp/x?mode=ro", "file: URIs are not supported"],
    ["sqlite:FILE:x", "file: URIs are not supported"],
    ["data/colloquy.sqlite", "must be sqlite:PATH"],
    ["file:data/colloquy.sqlite", "must be sqlite:PATH"],
  ])("%s is refused: %s", (DATABASE_URL, fault) => {
    expect(faultsOf({ DATABASE_URL })).toContain(fault);
  });

  test("of SQLite takes no replicas, and replicas are PostgreSQL", () => {
    const replica = "postgres://ada@replica/colloquy";
    const several = `${replica} postgres://ada@other/colloquy`;
    const postgres = { DATABASE_URL: "postgres://ada@primary/colloquy" };
    expect(readConfig({ ...postgres, DATABASE_REPLICA_URLS: several }).pool.replicaUrls).toEqual(
      several.split(" "),
    );
    expect(faultsOf({ DATABASE_REPLICA_URLS: replica })).toContain("DATABASE_REPLICA_URLS must be empty");
    expect(faultsOf({ ...postgres, DATABASE_REPLICA_URLS: "sqlite:a" })).toContain(
      "must be postgres://USER:PASSWORD@HOST",
    );
    expect(faultsOf({ ...postgres, DATABASE_REPLICA_URLS: `${replica} postgres://x` })).toContain(
      "names no database",
    );
  });

  test("never shows a password in a fault", () => {
    const address = fc.constantFrom(
      (secret: string) => `postgres://ada:${secret}@db`,
      (secret: string) => `postgres://ada:${secret}@db:port/colloquy`,
      (secret: string) => `mysql://ada:${secret}@db`,
      (secret: string) => `sqlite://${secret}`,
      (secret: string) => `ada:${secret}@db`,
      (secret: string) => secret,
    );
    const secrets = fc.stringMatching(/^[A-Z0-9]{12,20}$/);
    fc.assert(
      fc.property(address, secrets, (build, secret) => {
        expect(faultsOf({ DATABASE_URL: build(secret) })).not.toContain(secret);
      }),
    );
  });
});
