import { Command, Option } from "commander";
import { maximumPosts, maximumSeed } from "../generating/limits.js";
import { formats } from "../importing/formats.js";
import { addAccessCommands } from "./access-commands.js";
import { wholeNumber } from "./whole-number.js";

/**
 * The command table. A command that fails throws, or sets the exit code 1.
 *
 * Modules are loaded with the command that needs them: help and faults of usage come at once.
 */
export function createProgram(): Command {
  const program = new Command("colloquy")
    .description("A typed GraphQL server for articles built from what named experts say.")
    .showHelpAfterError("(colloquy --help lists the commands)")
    .exitOverride();
  program
    .command("serve")
    .description("Serve the graph over HTTP.")
    .action(async () => (await import("./serve.js")).serveCommand());
  program
    .command("migrate")
    .description(
      "Bring the database's schema up to date, and index what an older version wrote without indexing it.",
    )
    .action(async () => (await import("./migrate.js")).migrateCommand());
  program
    .command("import")
    .description("Import content: each PATH as a whole or, if the process dies, not at all.")
    .argument("<path...>", "a folder of content files, a .jsonl file or the text of an article page (.txt)")
    .addOption(
      new Option("--format <format>", "what the paths are; guessed from their names when absent").choices(
        formats,
      ),
    )
    .option("--dry-run", "report what would be written, and write nothing")
    .action(async (paths, options) => (await import("./import.js")).importCommand(paths, options));
  program
    .command("export")
    .description("Write all content as files that an import reads back.")
    .argument("<dir>", "a new or empty folder")
    .action(async (folder) => (await import("./export.js")).exportCommand(folder));
  program
    .command("copy")
    .description(
      "Copy a whole database into an empty one of either engine; run again, it goes on where it stopped.",
    )
    .requiredOption("--from <url>", "the database to copy: sqlite:PATH or postgres://…")
    .requiredOption("--to <url>", "an empty database, or one in which the same copy was interrupted")
    .action(async (options) => (await import("./copy.js")).copyCommand(options));
  program
    .command("reindex")
    .description(
      "Make the search index and the lists of related posts anew; until that is done readers see the old ones.",
    )
    .action(async () => (await import("./reindex.js")).reindexCommand());
  program
    .command("doctor")
    .description("Check that the database keeps all that the graph relies on; it changes nothing.")
    .action(async () => (await import("./doctor.js")).doctorCommand());
  addDocumentsCommand(program);
  program
    .command("generate")
    .description(
      "Write invented content as JSON lines that an import reads; the same options, the same bytes.",
    )
    .requiredOption("--posts <count>", `how many posts, 0 to ${maximumPosts}`, wholeNumber(maximumPosts))
    .option("--seed <number>", `which content, 0 to ${maximumSeed}`, wholeNumber(maximumSeed), 1)
    .option("--out <file>", "where to write; standard output when absent")
    .action(async (options) => (await import("./generate.js")).generateCommand(options));
  addAccessCommands(program);
  return program;
}

function addDocumentsCommand(program: Command): void {
  program
    .command("documents")
    .description("Keep the list of the documents that a server trusts.")
    .command("add")
    .description(
      "Register the operations of files, each with the fragments that it needs, in TRUSTED_DOCUMENTS_MANIFEST.",
    )
    .argument("<file...>", "files of GraphQL operations and fragments")
    .action(async (files) => (await import("./documents.js")).documentsAddCommand(files));
}
