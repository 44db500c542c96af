import type { NodeInput } from "../content/node-input.js";
import { writeNode } from "../content/write-node.js";
import type { MissingReference, WriteFault } from "../writing/write-result.js";
import type { WriteTransaction } from "../writing/write-transaction.js";
import type { ContentSource, Place, SourceItem } from "./content-source.js";
import { addProblems, addWritten, type ImportReport } from "./import-report.js";
import type { Problem } from "./problem.js";

interface ImportRun {
  transaction: WriteTransaction;
  source: ContentSource;
  report: ImportReport;
  /** Told how many items have been read. */
  onProgress: (count: number) => void;
}

/** Writes all items of a source, whatever their order; what cannot be written becomes a problem of the report. */
export async function importItems(run: ImportRun): Promise<void> {
  await new ItemImport(run).run();
}

type ReadItem = Extract<SourceItem, { input: NodeInput }>;

/**
 * Items may name nodes that come later.
 *
 * Posts that do are read again at the end: there may be too many of them to keep. Other nodes wait in memory for
 * the one that they name.
 */
class ItemImport {
  /** Line of each node that was read, by its type and slug, or its id. */
  private readonly seen = new Map<string, number | undefined>();
  private readonly waiting = new Map<string, { item: ReadItem; missing: MissingReference[] }[]>();
  private readonly secondPass = new Set<number>();
  private isSecondPass = false;

  constructor(private readonly context: ImportRun) {}

  async run(): Promise<void> {
    const { source, onProgress } = this.context;
    let count = 0;
    for await (const item of source.items()) {
      if ("problems" in item) this.refuse(item.problems);
      else if (!this.refuseDuplicate(item)) await this.write(item);
      count += 1;
      onProgress(count);
    }
    this.isSecondPass = true;
    if (this.secondPass.size > 0) {
      for await (const item of source.items(this.secondPass)) {
        if ("input" in item) await this.write(item);
      }
    }
    for (const { item, missing } of [...this.waiting.values()].flat())
      this.refuseMissing(item.place, missing);
  }

  private async write(item: ReadItem): Promise<void> {
    const result = await writeNode(this.context.transaction, item.input);
    if ("written" in result) {
      addWritten(this.context.report, result.written);
      await this.release(item.input);
    } else if ("missing" in result) this.postpone(item, result.missing);
    else if (!this.isSecondPass && result.faults.some(({ code }) => code === "SLUG_TAKEN")) {
      // The node that has the slug may give it up further on.
      this.secondPass.add(item.ordinal);
    } else this.refuse(result.faults.map((fault) => toProblem(item.place, fault)));
  }

  private postpone(item: ReadItem, missing: MissingReference[]): void {
    const { input, ordinal, place } = item;
    if (input.type !== "post") {
      const [first] = missing;
      const key = `${first?.noun} ${first?.slug}`;
      this.waiting.set(key, [...(this.waiting.get(key) ?? []), { item, missing }]);
    } else if (this.isSecondPass) this.refuseMissing(place, missing);
    else {
      this.secondPass.add(ordinal);
      this.context.transaction.announcedTitles.set(input.slug, input.title);
    }
  }

  /** Writes what has waited for this node. */
  private async release({ type, slug }: NodeInput): Promise<void> {
    const key = `${type} ${slug}`;
    const items = this.waiting.get(key) ?? [];
    this.waiting.delete(key);
    for (const { item } of items) await this.write(item);
  }

  private refuseDuplicate({ input, place }: ReadItem): boolean {
    const { type, slug, id } = input;
    const line = place.lineOf("slug");
    const names = [
      { key: `${type} ${slug}`, field: "slug", code: "SLUG_TAKEN" },
      ...(id === undefined ? [] : [{ key: id, field: "id", code: "ID_TAKEN" } as const]),
    ] as const;
    for (const { key, field, code } of names) {
      if (!this.seen.has(key)) {
        this.seen.set(key, line);
        continue;
      }
      const first = this.seen.get(key);
      const where = first === undefined ? "" : `, first in line ${first}`;
      const message = `${field === "id" ? key : `the ${type} ${slug}`} is given twice${where}`;
      this.refuse([toProblem(place, { field, code, message })]);
      return true;
    }
    return false;
  }

  private refuseMissing(place: Place, missing: readonly MissingReference[]): void {
    const problems = missing.map(({ noun, slug, field }) => {
      const message = this.seen.has(`${noun} ${slug}`)
        ? `the ${noun} ${slug} is here too, but was not written: it has a problem of its own, or the two wait for each other`
        : `there is no ${noun} ${slug}, neither here nor in the database`;
      return toProblem(place, { field, code: "REFERENCE_MISSING", message });
    });
    this.refuse(problems);
  }

  private refuse(problems: readonly Problem[]): void {
    addProblems(this.context.report, problems);
  }
}

function toProblem(
  { source, lineOf }: Place,
  fault: Omit<WriteFault, "code"> & Pick<Problem, "code">,
): Problem {
  const line = lineOf(fault.field);
  return { source, ...(line !== undefined && { line }), ...fault };
}
