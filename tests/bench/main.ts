import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { compareAnswers, measureSize } from "./compare-answers.js";
import { type Contender, contenders } from "./contenders/contenders.js";
import { ensureClinicDatabase, ensureDatabase, listRows } from "./databases.js";
import { type ImportResult, measureImport } from "./import/measure-import.js";
import { listAble, measureOperation, type Running, warmBodies } from "./measure-operation.js";
import { measureNearby } from "./nearby/measure-nearby.js";
import { type Operation, readOperations } from "./operations.js";
import { type BenchOptions, parseOptions } from "./options.js";
import { describeEnvironment } from "./report/describe-environment.js";
import { renderResults, type SizeResult } from "./report/render-results.js";
import { renderTargets } from "./report/render-targets.js";
import { startServer } from "./server-process.js";

/** Different requests per operation; then they come again. */
const bodiesPerOperation = 20_000;
const startsPerSize = 5;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function run(options: BenchOptions): Promise<void> {
  const imports: ImportResult[] = [];
  for (const posts of options.imports) {
    say(`importing ${posts} posts`);
    imports.push(await measureImport(posts, options.seed));
  }
  const sizes: SizeResult[] = [];
  for (const posts of options.posts) sizes.push(await measureSizeOf(posts, options));
  const chosen = contenders.filter(({ letter }) => options.contenders.includes(letter));
  const results = { environment: describeEnvironment(options), contenders: chosen, sizes, imports };
  say("nearest clinics: looking for the databases, or building them");
  const nearby = await measureNearby(ensureClinicDatabase, options);
  const text = `${renderResults(results)}\n${nearby}\n${renderTargets(results)}\n`;
  process.stdout.write(text);
  if (options.isWritten) await writeFile(resolve(import.meta.dirname, "RESULTS.md"), text);
}

async function measureSizeOf(posts: number, options: BenchOptions): Promise<SizeResult> {
  say(`${posts} posts: looking for the database, or building it`);
  const database = await ensureDatabase({ ...options, posts });
  const operations = await readOperations(async (text) => listRows(database, text), {
    names: options.operations,
    bodies: bodiesPerOperation,
  });
  const starts: number[] = [];
  for (let start = 0; start < startsPerSize; start += 1) starts.push(await measureStart(database));
  const { running, sizes } = await startContenders(database, operations, options);
  const results: SizeResult["operations"] = new Map();
  for (const operation of operations) {
    const able = listAble(operation, running);
    await compareAnswers(operation, able);
    say(`${posts} posts: ${operation.name}`);
    const rounds = await measureOperation(operation, able, options);
    results.set(operation.name, { rounds, bytes: sizes.get(operation.name) ?? 0 });
  }
  for (const { server } of running) await server.stop();
  return { posts, operations: results, starts };
}

async function measureStart(database: string): Promise<number> {
  const server = await startServer(["dist/main.js"], toEnvironment(database));
  await server.stop();
  return server.startMilliseconds;
}

/** Starts all; the constant ones last, because they must know the size of the others' answers. */
async function startContenders(database: string, operations: readonly Operation[], options: BenchOptions) {
  const chosen = contenders.filter(({ letter }) => options.contenders.includes(letter));
  const start = async (contender: Contender, environment = {}): Promise<Running> => ({
    contender,
    server: await startServer(contender.args, {
      ...toEnvironment(database),
      ...contender.environment,
      ...environment,
    }),
  });
  const running: Running[] = [];
  for (const contender of chosen.filter(({ isConstant }) => !isConstant))
    running.push(await start(contender));
  const [model] = running;
  const sizes = new Map<string, number>();
  for (const operation of model ? operations : []) {
    if (model) sizes.set(operation.name, await measureSize(operation, model, warmBodies));
  }
  for (const contender of chosen.filter(({ isConstant }) => isConstant)) {
    running.push(await start(contender, { ANSWER_BYTES: JSON.stringify(Object.fromEntries(sizes)) }));
  }
  return { running, sizes };
}

function toEnvironment(database: string): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: `sqlite:${database}`,
    DATABASE_FILE: database,
    SEEDS: "none",
    LOG_LEVEL: "warn",
  };
}

// Leaving by `exit` takes the servers along.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const args = process.argv.slice(2);
if (args.includes("--postgres")) await (await import("./postgres/main.js")).runPostgresBench(args);
else if (args.includes("--hostile"))
  await (await import("./hostile/measure-hostile.js")).runHostileBench(args);
else await run(parseOptions(args));
