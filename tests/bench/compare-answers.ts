import { isDeepStrictEqual } from "node:util";
import type { Running } from "./measure-operation.js";
import type { Operation } from "./operations.js";

const sample = 40;
/** Of slow operations fewer are compared: none is begun after so many milliseconds. */
const longest = 60_000;

/**
 * Asks all contenders the same and compares the bytes.
 *
 * @throws {Error} where two answer differently: their speed could not be compared.
 */
export async function compareAnswers(operation: Operation, running: readonly Running[]): Promise<void> {
  const honest = running.filter(({ contender }) => !contender.isConstant);
  for (const body of takeSample(operation)) {
    const answers = await Promise.all(honest.map((one) => ask(one, body)));
    const [first = ""] = answers;
    const other = answers.findIndex((answer) => answer !== first);
    if (other < 0 && first.startsWith('{"data"')) continue;
    const letters = `${honest[0]?.contender.letter} and ${honest[other]?.contender.letter}`;
    throw new Error(
      `${operation.name}: ${letters} differ for ${body.slice(0, 200)}\n${showDifference(first, answers[other] ?? "")}`,
    );
  }
}

/** The mean size of the answers to a warm contender, in bytes. */
export async function measureSize({ bodies }: Operation, running: Running, count: number): Promise<number> {
  const sizes = await Promise.all(
    bodies.slice(0, count).map(async (body) => Buffer.byteLength(await ask(running, body))),
  );
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
}

/**
 * Asks all contenders the same and compares what the JSON says; of one whose schema is another only the numbers of rows.
 *
 * @throws {Error} where two answer differently.
 */
export async function compareValues(operation: Operation, running: readonly Running[]): Promise<void> {
  for (const body of takeSample(operation)) {
    const [first, ...others] = await Promise.all(
      running.map(async (one) => ({ contender: one.contender, answer: JSON.parse(await ask(one, body)) })),
    );
    for (const { contender, answer } of others) {
      const [left, right] = [first?.answer, answer].map((each) =>
        contender.toBody ? countNodes(each) : each,
      );
      if (answer.data && !answer.errors && isDeepStrictEqual(left, right)) continue;
      const [shown, other] = [JSON.stringify(left), JSON.stringify(right ?? answer)];
      const letters = `${first?.contender.letter} and ${contender.letter}`;
      throw new Error(
        `${operation.name}: ${letters} differ for ${body.slice(0, 200)}\n${showDifference(shown, other)}`,
      );
    }
  }
}

function* takeSample({ bodies }: Operation): Generator<string> {
  const end = performance.now() + longest;
  for (const body of bodies.slice(0, sample)) {
    if (performance.now() > end) return;
    yield body;
  }
}

/** How long each list of nodes in an answer is, ascending. */
function countNodes(value: unknown): number[] {
  if (typeof value !== "object" || value === null) return [];
  const lengths = Object.entries(value).flatMap(([key, child]) =>
    key === "nodes" ? [child.length, ...countNodes(child)] : countNodes(child),
  );
  return lengths.sort((left, right) => left - right);
}

export async function ask({ contender, server }: Running, body: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: "POST",
    // Node's fetch would ask for compression, which the load does not.
    headers: { "content-type": "application/json", "accept-encoding": "identity", ...contender.headers },
    body: contender.toBody?.(body) ?? body,
  });
  return await response.text();
}

function showDifference(left: string, right: string): string {
  let place = 0;
  while (place < left.length && left[place] === right[place]) place += 1;
  const excerpt = (text: string) => text.slice(Math.max(place - 100, 0), place + 200);
  return `${excerpt(left)}\n--- at ${place}\n${excerpt(right)}`;
}
