import { ReaderPool, type ReaderPoolOptions } from "../../../src/database/reading/reader-pool.js";
import type { StatementReader } from "../../../src/database/reading/statement-reader.js";
import type { GraphContext } from "../../../src/graph/context.js";
import { createRootReader } from "../../../src/planner/object-exit.js";
import type { ServerParts } from "../../../src/server/create-server.js";
import { endless } from "../../database/reading/support/statements.js";
import type { TestDatabase } from "../../support/database.js";

/** Takes a while, in which a few requests can come, and answers a connection without nodes. */
export const slow = `WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 2e6)
  SELECT CAST(concat('{"nodes":[', substr('', max(n)), ']}') AS blob) FROM counter`;

/** Runs other statements in the place of those that read tags, in real processes that a test can watch. */
export class SlowTags {
  readonly pool: ReaderPool;
  /** How often tags were read. */
  reads = 0;
  /** What is run; endless unless told. */
  statement = endless;

  constructor(
    private readonly database: TestDatabase,
    options: Partial<ReaderPoolOptions> = {},
  ) {
    this.pool = new ReaderPool(database.url.slice("sqlite:".length), options);
  }

  /** Of the processes that run statements now, or may run the next. */
  get processIds(): readonly number[] {
    return this.pool.processIds;
  }

  /** Resolves once tags have been read so often. */
  async untilRead(times: number): Promise<void> {
    while (this.reads < times) await new Promise((resolve) => setImmediate(resolve));
  }

  readonly change = ({ answers }: ServerParts<GraphContext>): Partial<ServerParts<GraphContext>> => {
    if (!answers) throw new Error("the program's server answers by text");
    const reader = this.toReader();
    const read = createRootReader(answers.planner, reader);
    return {
      answers: { ...answers, reader },
      createContext: (_request, reading) => ({ read: (info) => read(info, reading) }),
    };
  };

  private toReader(): StatementReader {
    const { reader } = this.database;
    return {
      read: (statement, values, options) => {
        if (!statement.text.includes('"tag"')) return reader.read(statement, values, options);
        this.reads += 1;
        return this.pool.read({ text: this.statement, values: [] }, options).then(({ bytes }) => bytes);
      },
      watchRevisions: (rows) => reader.watchRevisions(rows),
      explain: (text, values) => reader.explain(text, values),
      isReachable: reader.isReachable,
      hasReplica: reader.hasReplica,
      settle: () => reader.settle(),
      close: () => reader.close(),
    };
  }
}
