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
      databaseUrl: "sqlite:data/colloquy.sqlite",
      logLevel: "info",
      seeds: "seeds",
    });
  });

  test("takes what the environment says", () => {
    const environment = {
      PORT: "0",
      HOST: "::1",
      DATABASE_URL: "sqlite::memory:",
      LOG_LEVEL: "silent",
      SEEDS: "/srv/content",
      PATH: "/bin",
    };
    expect(readConfig(environment)).toEqual({
      port: 0,
      host: "::1",
      databaseUrl: "sqlite::memory:",
      logLevel: "silent",
      seeds: "/srv/content",
    });
  });

  test("reads SEEDS=none as no folder", () => {
    expect(readConfig({ SEEDS: "none" }).seeds).toBeUndefined();
  });

  test("takes an empty value for one that is not set", () => {
    const environment = { PORT: "", HOST: "", DATABASE_URL: "", LOG_LEVEL: "", SEEDS: "" };
    expect(readConfig(environment)).toEqual(readConfig({}));
  });

  test("reports every fault at once, each with its variable and what would be right", () => {
    const environment = { PORT: "http", HOST: "http://x:1", DATABASE_URL: "here", LOG_LEVEL: "loud" };
    expect(faultsOf(environment).split("\n")).toEqual([
      "The environment has wrong values:",
      "  PORT must be a whole number from 0 to 65535",
      "  HOST must be a host name or an address, without scheme, port or path",
      "  DATABASE_URL must be sqlite:PATH or sqlite::memory:",
      "  LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent",
    ]);
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

describe("DATABASE_URL", () => {
  test.each([
    "sqlite:a.sqlite",
    "sqlite:/var/lib/colloquy/a.sqlite",
    "sqlite:with space.db",
    "sqlite::memory:",
  ])("%s is accepted", (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  test.each([
    ["postgres://ada@localhost/colloquy", "names PostgreSQL, which is not supported yet"],
    ["PostgreSQL://ada@localhost/colloquy", "names PostgreSQL, which is not supported yet"],
    ["mysql://localhost/colloquy", "mysql:// is not supported"],
    ["sqlite://data/colloquy.sqlite", "without // after the colon"],
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

  test("never shows a password in a fault", () => {
    const address = fc.constantFrom(
      (secret: string) => `postgres://ada:${secret}@db/colloquy`,
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
