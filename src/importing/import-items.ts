import type { NodeInput, NodeInputOf } from "../content/node-input.js";
import { writePosts } from "../content/posts/post.writer.js";
import { writeNode } from "../content/write-node.js";
import type { MissingReference, WriteFault, WriteResult } from "../writing/write-result.js";
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
type PostItem = ReadItem & { input: NodeInputOf<"post"> };

/** How many posts are read before they are written together. */
const mostQueued = 100;

/**
 * Items may name nodes that come later.
 *
 * Posts that do are read again at the end: there may be too many of them to keep. Other nodes wait in memory for
 * the one that they name.
 */
class ItemImport {
  /** Line of each node that was read, by its type and its slug or id; there may be very many. */
  private readonly seen = new Map<string, Map<string, number | undefined>>();
  private readonly waiting = new Map<string, { item: ReadItem; missing: MissingReference[] }[]>();
  private readonly secondPass = new Set<number>();
  /** Posts that are read and not written yet; whatever else happens waits for them. */
  private queue: PostItem[] = [];
  private isSecondPass = false;

  constructor(private readonly context: ImportRun) {}

  async run(): Promise<void> {
    const { source, onProgress } = this.context;
    let count = 0;
    for await (const item of source.items()) {
      await this.take(item);
      count += 1;
      onProgress(count);
    }
    await this.writeQueue();
    this.isSecondPass = true;
    if (this.secondPass.size > 0) {
      for await (const item of source.items(this.secondPass)) {
        if ("input" in item) await this.write(item);
      }
      await this.writeQueue();
    }
    for (const { item, missing } of [...this.waiting.values()].flat())
      this.refuseMissing(item.place, missing);
  }

  private async take(item: SourceItem): Promise<void> {
    const problems = "problems" in item ? item.problems : this.findDuplicate(item);
    if ("input" in item && problems.length === 0) return await this.write(item);
    // The problems of the posts that were read before come first.
    await this.writeQueue();
    this.refuse(problems);
  }

  private async write(item: ReadItem): Promise<void> {
    if (isPost(item)) {
      this.queue.push(item);
      if (this.queue.length >= mostQueued) await this.writeQueue();
      return;
    }
    await this.writeQueue();
    const result = await writeNode(this.context.transaction, item.input);
    this.settle(item, result);
    if ("written" in result) await this.release(item.input);
  }

  private async writeQueue(): Promise<void> {
    const posts = this.queue;
    this.queue = [];
    const inputs = posts.map(({ input }) => input);
    await writePosts(this.context.transaction, inputs, (index, result) => {
      const item = posts[index];
      if (item) this.settle(item, result);
    });
  }

  private settle(item: ReadItem, result: WriteResult): void {
    if ("written" in result) addWritten(this.context.report, result.written);
    else if ("missing" in result) this.postpone(item, result.missing);
    else if (!this.isSecondPass && result.faults.some(({ code }) => isGivenUp.has(code))) {
      // The node that has the slug, or the synonym, may give it up further on.
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

  private findDuplicate({ input, place }: ReadItem): Problem[] {
    const { type, slug, id } = input;
    const line = place.lineOf("slug");
    const names = [
      { key: slug, field: "slug", code: "SLUG_TAKEN" },
      ...(id === undefined ? [] : [{ key: id, field: "id", code: "ID_TAKEN" } as const]),
    ] as const;
    const seen = this.seen.get(type) ?? new Map<string, number | undefined>();
    this.seen.set(type, seen);
    for (const { key, field, code } of names) {
      if (!seen.has(key)) {
        seen.set(key, line);
        continue;
      }
      const first = seen.get(key);
      const where = first === undefined ? "" : `, first in line ${first}`;
      const message = `${field === "id" ? key : `the ${type} ${slug}`} is given twice${where}`;
      return [toProblem(place, { field, code, message })];
    }
    return [];
  }

  private refuseMissing(place: Place, missing: readonly MissingReference[]): void {
    const problems = missing.map(({ noun, slug, field }) => {
      const message = this.seen.get(noun)?.has(slug)
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

const isGivenUp = new Set<WriteFault["code"]>(["SLUG_TAKEN", "SYNONYM_TAKEN"]);

function isPost(item: ReadItem): item is PostItem {
  return item.input.type === "post";
}

function toProblem(
  { source, lineOf }: Place,
  fault: Omit<WriteFault, "code"> & Pick<Problem, "code">,
): Problem {
  const line = lineOf(fault.field);
  return { source, ...(line !== undefined && { line }), ...fault };
}
