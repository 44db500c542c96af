import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { diagnose } from "../../../src/doctor/diagnose.js";
import { Random } from "../../../src/generating/random.js";
import { importContent } from "../../../src/importing/import-content.js";
import { openPath } from "../../../src/importing/open-source.js";
import type { CrashTarget } from "./crash.js";
import { writeRoundContent } from "./round-content.js";
import { Served } from "./served.js";
import { type ImportEnd, Victim } from "./victim.js";

/** What a round kills: a process of this program, or one of the database's. */
export type Target = "importer" | "server" | CrashTarget;

export interface KillRoundsOptions {
  /** Of a database of the rounds' own, empty at first. */
  url: string;
  /** Where the content files are written. */
  folder: string;
  rounds: number;
  /** The same seed has the same content and the same moments, as far as the machine is as fast. */
  seed: number;
  /** Each round takes one of them by chance. */
  targets: readonly [Target, ...Target[]];
  /** Kills a process of the database; resolves when that has recovered. */
  crash?: (target: CrashTarget) => Promise<void>;
  /** Told of each round that went well. */
  onRound?: (report: RoundReport) => void;
}

export interface RoundReport {
  round: number;
  target: Target;
  /** How long after the import's beginning the target was killed. */
  milliseconds: number;
  end: ImportEnd;
  /** Whether the database has what the import wrote, or is as it was before. */
  isWritten: boolean;
}

/** What a round has left, before it is looked into. */
interface Remains {
  path: string;
  target: Target;
  end: ImportEnd;
}

/**
 * Kills processes at random moments of an import, again and again in one database with a server that is read from, and
 * looks after each time whether the graph is consistent, the import is there whole or not at all, whole where it said
 * so, and can be repeated.
 *
 * @throws {Error} at the first round that leaves anything behind.
 */
export async function runKillRounds(options: KillRoundsOptions): Promise<RoundReport[]> {
  const rounds = new KillRounds(options);
  try {
    return await rounds.run();
  } finally {
    await rounds.end();
  }
}

class KillRounds {
  private readonly reports: RoundReport[] = [];
  /** The process that imports next, if the last one was killed; it loads while the round before it is judged. */
  private importer: Promise<Victim>;
  private served: Served | undefined;
  /** The last sequence of the change log after the round before. */
  private lastSequence = 0;
  /** How long the last import took that was let be. */
  private usualMilliseconds = 0;

  constructor(private readonly options: KillRoundsOptions) {
    this.importer = Victim.prepare(options.url);
  }

  async run(): Promise<RoundReport[]> {
    await this.withDatabase(migrateDatabase);
    await this.importUndisturbed();
    for (let round = 1; round <= this.options.rounds; round += 1) await this.runRound(round);
    return this.reports;
  }

  async end(): Promise<void> {
    await this.served?.kill();
    await (await this.importer).kill();
  }

  private async runRound(round: number): Promise<void> {
    const random = new Random("kill-moments", this.options.seed, round);
    const path = await this.writeContent(round);
    this.served ??= await Served.start(await Victim.prepare(this.options.url));
    const target = random.pick(this.options.targets);
    const milliseconds = Math.round(random.fraction() * this.usualMilliseconds * 1.5);
    const importer = await this.importer;
    const importing = importer.import(path, this.isSqlite && random.isTrue(0.5));
    await sleep(milliseconds);
    await this.kill(target, importer);
    const end = await importing;
    if (!importer.isAlive) this.importer = Victim.prepare(this.options.url);
    try {
      const isWritten = await this.withDatabase((database) => this.judge(database, { path, target, end }));
      const report = { round, target, milliseconds, end, isWritten };
      this.reports.push(report);
      this.options.onRound?.(report);
    } catch (error) {
      const place = `Round ${round} of seed ${this.options.seed}, ${target} killed after ${milliseconds} ms`;
      throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
    }
  }

  private async kill(target: Target, importer: Victim): Promise<void> {
    if (target === "importer") await importer.kill();
    else if (target === "server") {
      await this.served?.kill();
      this.served = undefined;
    } else await this.options.crash?.(target);
  }

  /** Whether the import was written. @throws {Error} when anything is not as it must be. */
  private async judge(database: Database, remains: Remains): Promise<boolean> {
    const sequence = await readLastSequence(database);
    assertEndIsTrue(remains, { before: this.lastSequence, sequence });
    await assertConsistent(database, "after the kill");
    const isWritten = sequence > this.lastSequence;
    const begun = performance.now();
    await importAgain(database, remains.path);
    if (!isWritten) this.usualMilliseconds = performance.now() - begun;
    this.lastSequence = await readLastSequence(database);
    if (isWritten !== (this.lastSequence === sequence)) throw new Error("The import was written in part.");
    await assertConsistent(database, "after the repeated import");
    await this.served?.assertAnswersOf(database);
    return isWritten;
  }

  private async importUndisturbed(): Promise<void> {
    const path = await this.writeContent(0);
    const importer = await this.importer;
    const begun = performance.now();
    const end = await importer.import(path, false);
    this.usualMilliseconds = performance.now() - begun;
    this.lastSequence = await this.withDatabase(readLastSequence);
    assertEndIsTrue({ path, target: "server", end }, { before: 0, sequence: this.lastSequence });
  }

  private async writeContent(round: number): Promise<string> {
    const path = join(this.options.folder, "round.jsonl");
    await writeRoundContent(path, this.options.seed, round);
    return path;
  }

  /** A new connection each time: what a killed process left behind is mended by whoever comes next. */
  private async withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase({ url: this.options.url, entities });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  private get isSqlite(): boolean {
    return this.options.url.startsWith("sqlite:");
  }
}

/** @throws {Error} when the change log does not have what the import said of itself: that it was written, or not. */
function assertEndIsTrue({ target, end }: Remains, log: { before: number; sequence: number }): void {
  const isWritten = log.sequence > log.before;
  if (log.sequence < log.before) throw new Error("What an earlier import had written is lost.");
  if (end.end === "killed") {
    if (target === "importer") return;
    throw new Error(`The import ended without a word: ${end.errors}`);
  }
  if (end.end === "done") {
    if (isWritten && (end.sequence ?? log.sequence) === log.sequence) return;
    throw new Error(`The import said that it wrote up to ${end.sequence}; the log ends at ${log.sequence}.`);
  }
  if (target === "server") throw new Error(`The import must go on: ${end.message}`);
  if (!end.isExplained) throw new Error(`The import must say what happened: ${end.message}`);
  // Of an interrupted commit nobody knows.
  if (end.message.includes("nobody knows whether it was written")) return;
  if (isWritten) throw new Error(`The import was written, and said: ${end.message}`);
}

/** Waits for whatever still writes: a server may learn late that its client has gone. */
async function readLastSequence({ source, dialect }: Database): Promise<number> {
  return await source.transaction(async (manager) => {
    await dialect.claimWriting(manager);
    const [{ last }] = await manager.query("SELECT max(sequence) AS last FROM change_log");
    return last ?? 0;
  });
}

async function assertConsistent(database: Database, when: string): Promise<void> {
  const { faults } = await diagnose(database);
  if (faults.length > 0) throw new Error(`The graph is not consistent ${when}: ${JSON.stringify(faults)}`);
  if (database.source.options.type !== "better-sqlite3") return;
  // The doctor cannot look so closely: for SQLite this is a write. It fails when the index has not what documents have.
  await database.source.query(`INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)`);
}

async function importAgain(database: Database, path: string): Promise<void> {
  const { problems } = await importContent({
    database,
    open: (manager) => openPath(manager, path, "jsonl"),
    now: new Date().toISOString(),
  });
  if (problems.length > 0) throw new Error(`The repeated import has problems: ${JSON.stringify(problems)}`);
}
