import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { diagnose } from "../../../src/doctor/diagnose.js";
import { Random } from "../../../src/generating/random.js";
import { importContent } from "../../../src/importing/import-content.js";
import { openPath } from "../../../src/importing/open-source.js";
import { writeRoundContent } from "./round-content.js";
import { Served } from "./served.js";
import { type ImportEnd, Victim } from "./victim.js";

export interface KillRoundsOptions {
  /** Of a database of the rounds' own, empty at first. */
  url: string;
  /** Where the content files are written. */
  folder: string;
  rounds: number;
  /** The same seed has the same content and the same moments, as far as the machine is as fast. */
  seed: number;
  /** Kills the database server and starts it again; then it is a victim too. */
  crashDatabase?: () => Promise<void>;
  /** Told of each round that went well. */
  onRound?: (report: RoundReport) => void;
}

type Target = "importer" | "server" | "database";

export interface RoundReport {
  round: number;
  target: Target;
  /** How long after the import's beginning the target was killed. */
  milliseconds: number;
  /** Whether the database has what the import wrote, or is as it was before. */
  isWritten: boolean;
}

/**
 * Kills processes at random moments of an import, again and again in one database, and looks after each time whether the
 * graph is consistent, the import is there whole or not at all, and can be repeated.
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
  /** The next process to be used; it loads while the round before it is judged. */
  private next: Promise<Victim>;
  private served: Served | undefined;
  /** The last sequence of the change log after the round before. */
  private lastSequence = 0;
  /** How long an import takes that is let be. */
  private usualMilliseconds = 0;

  constructor(private readonly options: KillRoundsOptions) {
    this.next = Victim.prepare(options.url);
  }

  async run(): Promise<RoundReport[]> {
    await this.withDatabase(migrateDatabase);
    await this.importUndisturbed();
    for (let round = 1; round <= this.options.rounds; round += 1) await this.runRound(round);
    return this.reports;
  }

  async end(): Promise<void> {
    await this.served?.kill();
    await (await this.next).kill();
  }

  private async runRound(round: number): Promise<void> {
    const random = new Random("kill-moments", this.options.seed, round);
    const path = await this.writeContent(round);
    if (!this.served && random.isTrue(0.3)) this.served = await Served.start(await this.takeProcess());
    const target = this.chooseTarget(random);
    const milliseconds = Math.round(random.fraction() * this.usualMilliseconds * 1.1);
    const importer = await this.takeProcess();
    const importing = importer.import(path, this.isSqlite && random.isTrue(0.5));
    await sleep(milliseconds);
    await this.kill(target, importer);
    const end = await importing;
    try {
      const isWritten = await this.withDatabase((database) => this.judge(database, { path, end, target }));
      const report = { round, target, milliseconds, isWritten };
      this.reports.push(report);
      this.options.onRound?.(report);
    } catch (error) {
      const place = `Round ${round} of seed ${this.options.seed}, ${target} killed after ${milliseconds} ms`;
      throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
    }
  }

  private chooseTarget(random: Random): Target {
    if (this.options.crashDatabase && random.isTrue(0.5)) return "database";
    return this.served && random.isTrue(0.4) ? "server" : "importer";
  }

  private async kill(target: Target, importer: Victim): Promise<void> {
    if (target === "importer") await importer.kill();
    else if (target === "database") await this.options.crashDatabase?.();
    else {
      await this.served?.kill();
      this.served = undefined;
    }
  }

  /** Whether the import was written. @throws {Error} when anything is not as it must be. */
  private async judge(
    database: Database,
    { path, end, target }: { path: string; end: ImportEnd; target: Target },
  ): Promise<boolean> {
    const sequence = await readLastSequence(database);
    const isWritten = sequence !== this.lastSequence;
    if (end === "done" && !isWritten) throw new Error("The import said that it was done, and was not.");
    if (target === "server" && end !== "done") throw new Error(`The import must go on: ${end}.`);
    await assertConsistent(database, "after the kill");
    await importAgain(database, path);
    this.lastSequence = await readLastSequence(database);
    if (isWritten !== (this.lastSequence === sequence)) throw new Error("The import was written in part.");
    await assertConsistent(database, "after the repeated import");
    await this.served?.assertAnswersOf(database);
    return isWritten;
  }

  private async importUndisturbed(): Promise<void> {
    const path = await this.writeContent(0);
    const importer = await this.takeProcess();
    const begun = performance.now();
    const end = await importer.import(path, false);
    this.usualMilliseconds = performance.now() - begun;
    if (end !== "done") throw new Error(`The first import must succeed: ${end}.`);
    this.lastSequence = await this.withDatabase(readLastSequence);
  }

  private async writeContent(round: number): Promise<string> {
    const path = join(this.options.folder, "round.jsonl");
    await writeRoundContent(path, this.options.seed, round);
    return path;
  }

  private async takeProcess(): Promise<Victim> {
    const taken = await this.next;
    this.next = Victim.prepare(this.options.url);
    return taken;
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
}

async function importAgain(database: Database, path: string): Promise<void> {
  const { problems } = await importContent({
    database,
    open: (manager) => openPath(manager, path, "jsonl"),
    now: new Date().toISOString(),
  });
  if (problems.length > 0) throw new Error(`The repeated import has problems: ${JSON.stringify(problems)}`);
}
