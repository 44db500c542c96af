import { type Command, InvalidArgumentError } from "commander";
import { maximumPreviewHours } from "../access/preview-token.js";
import { isScope, type Scope, scopeNames } from "../access/scopes.js";
import { isOrigin } from "../parse-url.js";
import { wholeNumber } from "./whole-number.js";

/** What `keys create` is told, parsed. */
export interface KeyOptions {
  name: string;
  scopes: Scope[];
  rate: number;
  origins: string[];
  expires?: string;
}

const defaultRate = 600_000;
const maximumRate = 1_000_000_000;
const overlapHours = 24;
const maximumOverlapHours = 24 * 30;

/** Adds `keys` with its four commands, and `preview`, to the table. */
export function addAccessCommands(program: Command): void {
  addKeysCommand(program);
  program
    .command("preview")
    .description("Print a token with which one post can be seen before it is published, for a while.")
    .argument("<slug>", "the post's slug, whatever its status")
    .option(
      "--hours <hours>",
      "for how long, 1 to 24",
      wholeNumber(maximumPreviewHours, 1),
      maximumPreviewHours,
    )
    .action(async (slug, options) => (await import("./preview.js")).previewCommand(slug, options));
}

function addKeysCommand(program: Command): void {
  const keys = program.command("keys").description("Give partners keys to the graph, and take them back.");
  keys
    .command("create")
    .description("Make a key and print it. It is shown this once, and stored as a hash.")
    .requiredOption("--name <name>", "whose key it is, 1 to 100 characters", keyName)
    .option("--scopes <scopes>", `what it opens, by commas: ${scopeNames.join(", ")}`, scopeList, [
      "content:read",
    ])
    .option("--rate <cost>", "cost that it may spend in a minute", wholeNumber(maximumRate, 1), defaultRate)
    .option(
      "--origins <origins>",
      "web origins whose pages may use it, by commas; any unless given",
      originList,
      [],
    )
    .option(
      "--expires <instant>",
      "when it ends, as 2027-01-31 or 2027-01-31T12:00:00Z; never unless given",
      instant,
    )
    .action(async (options) => (await import("./keys.js")).createKeyCommand(options));
  keys
    .command("list")
    .description("List all keys: what they open, and whether they are good.")
    .action(async () => (await import("./keys.js")).listKeysCommand());
  keys
    .command("rotate")
    .description("Give a key another secret and print it; the one before stays good for a while.")
    .argument("<id>", "the key's id, key_…")
    .option(
      "--overlap <hours>",
      "hours for which both are good",
      wholeNumber(maximumOverlapHours),
      overlapHours,
    )
    .option("--force", "also while the secret before the last rotation is good: that one ends at once")
    .action(async (id, options) => (await import("./keys.js")).rotateKeyCommand(id, options));
  keys
    .command("revoke")
    .description("Take a key back, at once and for good.")
    .argument("<id>", "the key's id, key_…")
    .action(async (id) => (await import("./keys.js")).revokeKeyCommand(id));
}

function keyName(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would break the lines of `keys list`.
  if (/^[^\u0000-\u001f\u007f]{1,100}$/u.test(text) && text.trim() !== "") return text.trim();
  throw new InvalidArgumentError("It takes 1 to 100 characters on one line.");
}

function scopeList(text: string): Scope[] {
  const names = splitCommas(text);
  if (names.length === 0 || !names.every(isScope))
    throw new InvalidArgumentError(`It takes ${scopeNames.join(", ")}, with commas between them.`);
  if (names.includes("content:read")) return names;
  throw new InvalidArgumentError(`A key reads nothing without content:read: give content:read,${names}.`);
}

function originList(text: string): string[] {
  const origins = splitCommas(text);
  if (origins.length > 0 && origins.length <= 20 && origins.every(isOrigin)) return origins;
  throw new InvalidArgumentError("It takes at most 20 origins such as https://example.org, without a path.");
}

const instantPattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/;

function instant(text: string): string {
  const time = instantPattern.test(text) ? Date.parse(text) : Number.NaN;
  const parsed = Number.isNaN(time) ? "" : new Date(time).toISOString();
  // JavaScript takes a day that the month does not have for one of the next.
  if (parsed !== "" && parsed.slice(0, 10) === text.slice(0, 10)) return parsed;
  throw new InvalidArgumentError(
    "It takes a day such as 2027-01-31, or an instant such as 2027-01-31T12:00:00Z.",
  );
}

function splitCommas(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
  ];
}
