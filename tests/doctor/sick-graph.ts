import { diagnose } from "../../src/doctor/diagnose.js";
import {
  author,
  clinic,
  expert,
  importValues,
  post,
  region,
  related,
  says,
  tag,
  text,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";

/** Content in which every noun and every kind of block and link is there. */
const content = [
  region("usa"),
  region("texas", { parent: "usa" }),
  region("austin", { parent: "texas" }),
  tag("calm", { synonyms: ["quiet"] }),
  tag("sleep", { parent: "calm" }),
  clinic("harbor", { region: "austin", treatments: ["calm"] }),
  expert("ada", { bio: "Ada *listens*.", credentials: ["MD", "MPH"], clinic: "harbor" }),
  expert("ben"),
  author("ed", { bio: "Ed writes." }),
  post("walks"),
  post("nap", {
    author: "ed",
    tags: ["calm", "sleep"],
    sources: [{ title: "A study", authors: ["A"] }, { title: "A guideline" }],
    corrections: [{ correctedOn: "2024-02-02", markdown: "Not *ten*." }],
    medicalReview: { expert: "ada", reviewedOn: "2025-01-02", nextDue: "2025-03-04" },
    blocks: [
      text("Take [a walk](/posts/walks)."),
      says("ada", "Sleep **well**."),
      related({ title: "Title of walks" }),
      says("ben", "Or [rest](/posts/beds).", { contribution: "STATEMENT" }),
      related({ title: "Beds" }),
      related({ post: "walks" }),
    ],
  }),
  post("plan", { status: "DRAFT", tags: ["calm"], blocks: [says("ada", "Soon.")] }),
];

/** A consistent graph, for a test to break. */
export interface SickGraph {
  database: TestDatabase;
  /** Runs statements that leave the graph inconsistent. */
  break(...statements: string[]): Promise<void>;
  /** As `break`, on a connection that lets foreign keys lead nowhere. */
  breakForeignKeys(...statements: string[]): Promise<void>;
  /** All that the doctor finds, one line each; ids that were there at first as `<tag calm>`, `<link 1 of nap>`. */
  listFindings(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openSickGraph(): Promise<SickGraph> {
  const database = await openTestDatabase();
  const { problems } = await importValues(database, content);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const names = await readNames(database);
  return {
    database,
    async break(...statements) {
      for (const statement of statements) await database.source.query(statement);
    },
    breakForeignKeys: (...statements) => runWithoutForeignKeys(database, statements),
    async listFindings() {
      const { faults } = await diagnose(database);
      const findings = faults.flatMap((fault) => fault.findings);
      const lines = findings.map(({ check, subject, message }) => `${check} | ${subject}: ${message}`);
      return lines.map((line) => line.replace(/[a-z]+_[0-9a-z]{20}/g, (id) => names.get(id) ?? id));
    },
    close: () => database.close(),
  };
}

/** The internal key of a node, to name it by in a statement. */
export const keyOf = (noun: string, slug: string) => `(SELECT row_id FROM ${noun} WHERE slug = '${slug}')`;

/** A condition that one part of a post fulfils. */
export const partOf = (slug: string, position: number, owner = "post_row_id") =>
  `${owner} = ${keyOf("post", slug)} AND position = ${position}`;

async function readNames({ source }: TestDatabase): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const table of ["author", "clinic", "expert", "post", "region", "tag"]) {
    const rows: { id: string; slug: string }[] = await source.query(`SELECT id, slug FROM ${table}`);
    for (const { id, slug } of rows) names.set(id, `<${table} ${slug}>`);
  }
  for (const [table, owner] of [
    ["contribution", "post_row_id"],
    ["link", "source_row_id"],
    ["source", "post_row_id"],
    ["correction", "post_row_id"],
  ]) {
    const rows: { id: string; slug: string; position: number }[] = await source.query(
      `SELECT part.id, slug, position FROM ${table} AS part JOIN post ON post.row_id = ${owner}`,
    );
    for (const { id, slug, position } of rows) names.set(id, `<${table} ${position} of ${slug}>`);
  }
  return names;
}

async function runWithoutForeignKeys({ source }: TestDatabase, statements: string[]): Promise<void> {
  const isPostgres = source.options.type === "postgres";
  const off = isPostgres ? "SET session_replication_role = replica" : "PRAGMA foreign_keys = OFF";
  const on = isPostgres ? "SET session_replication_role = origin" : "PRAGMA foreign_keys = ON";
  const runner = source.createQueryRunner();
  for (const statement of [off, ...statements, on]) await runner.query(statement);
  await runner.release();
}
