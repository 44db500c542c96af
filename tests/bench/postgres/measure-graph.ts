import { ask } from "../compare-answers.js";
import type { Running } from "../measure-operation.js";
import { median } from "../statistics.js";
import { queryOnce } from "./postgres.js";

const repetitions = 40;

interface Question {
  title: string;
  query: string;
}

const fields = "pageInfo { hasNextPage endCursor } nodes { slug title excerpt }";

/** What is asked one at a time; `$tag` bears the most posts, `$after…` is a cursor with one more page behind it. */
export const questions: readonly Question[] = [
  {
    title: "first page of all posts",
    query: `{ posts(first: 20) { ${fields} } }`,
  },
  {
    title: "deepest page of all posts",
    query: `{ posts(first: 20, after: $after) { ${fields} } }`,
  },
  {
    title: "first page of the largest tag's posts",
    query: `{ tag(by: { slug: $tag }) { posts(first: 20) { ${fields} } } }`,
  },
  {
    title: "deepest page of the largest tag's posts",
    query: `{ tag(by: { slug: $tag }) { posts(first: 20, after: $afterTag) { ${fields} } } }`,
  },
  {
    title: "totalCount of all posts",
    query: "{ posts(first: 1) { totalCount } }",
  },
  {
    title: "totalCount of posts filtered by the largest tag",
    query: "{ posts(first: 1, where: { tags: { some: { slug: { eq: $tag } } } }) { totalCount } }",
  },
  {
    title: "first page of posts filtered by the largest tag, with totalCount",
    query: `{ posts(first: 20, where: { tags: { some: { slug: { eq: $tag } } } }) { totalCount ${fields} } }`,
  },
];

/** Median milliseconds of each question, a list for each database; asked in turns. */
export async function measureGraph(
  running: readonly Running[],
  urls: readonly string[],
): Promise<number[][]> {
  const variables: Record<string, unknown>[] = [];
  for (const [place, one] of running.entries()) variables.push(await readVariables(one, urls[place] ?? ""));
  const times = running.map(() => questions.map((): number[] => []));
  for (let round = 0; round < repetitions; round += 1) {
    for (const [place, one] of running.entries()) {
      for (const [index, { query }] of questions.entries()) {
        const begin = performance.now();
        await askData(one, query, variables[place]);
        times[place]?.[index]?.push(performance.now() - begin);
      }
    }
  }
  return times.map((each) => each.map(median));
}

async function askData(one: Running, query: string, variables: unknown) {
  const answer = JSON.parse(await ask(one, JSON.stringify({ query: declare(query), variables })));
  if (answer.errors) throw new Error(`${query}: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

/** A document declares the variables that it uses, and no others. */
function declare(selection: string): string {
  const declarations = Object.entries({ after: "String", tag: "String!", afterTag: "String" })
    .filter(([name]) => new RegExp(`\\$${name}\\b`).test(selection))
    .map(([name, type]) => `$${name}: ${type}`);
  return declarations.length === 0 ? selection : `query (${declarations.join(", ")}) ${selection}`;
}

async function readVariables(one: Running, url: string): Promise<Record<string, unknown>> {
  const [largest] = await queryOnce(
    url,
    "SELECT slug FROM tag JOIN post_tag ON tag_row_id = row_id GROUP BY slug ORDER BY count(*) DESC, slug LIMIT 1",
  );
  const tag = largest?.slug;
  const last = "posts(last: 21) { edges { cursor } }";
  const all = await askData(one, `{ ${last} }`, {});
  const ofTag = await askData(one, `{ tag(by: { slug: $tag }) { ${last} } }`, { tag });
  return { tag, after: all.posts.edges[0].cursor, afterTag: ofTag.tag.posts.edges[0].cursor };
}
