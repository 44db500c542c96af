import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Random } from "../../src/generating/random.js";

const folder = resolve(import.meta.dirname, "../../schema/operations");

interface OperationDraft {
  /** How results call it. */
  name: string;
  /** The operation's name in its document, where it is another. */
  operationName?: string;
  file: string;
  /** What differs from request to request. */
  variable: "slug" | "query";
  /** SQL whose rows are `value` and `weight`: what is asked for, and how often. */
  values: string;
  /** Letters of the contenders that can answer it; all unless given. */
  contenders?: string;
}

const commonWords = "SELECT word FROM post_word GROUP BY word ORDER BY count(*) DESC, word LIMIT 20";

const drafts: readonly OperationDraft[] = [
  {
    name: "PostPage",
    file: "01-post-page.graphql",
    variable: "slug",
    values:
      "SELECT slug AS value, 1 AS weight FROM post WHERE status = 'PUBLISHED' AND published_at < '2050'",
  },
  {
    name: "PostPageRelated",
    file: "../../tests/bench/documents/post-page-related.graphql",
    variable: "slug",
    values:
      "SELECT slug AS value, 1 AS weight FROM post WHERE status = 'PUBLISHED' AND published_at < '2050'",
    contenders: "abcdef",
  },
  {
    name: "TagPage",
    file: "03-tag-page.graphql",
    variable: "slug",
    values:
      "SELECT tag.slug AS value, CAST(count(*) AS integer) AS weight FROM post_tag JOIN tag ON tag.row_id = tag_row_id GROUP BY tag.slug",
  },
  {
    name: "ExpertPage",
    file: "04-expert-page.graphql",
    variable: "slug",
    values:
      "SELECT expert.slug AS value, CAST(count(*) AS integer) AS weight FROM contribution JOIN expert ON expert.row_id = expert_row_id GROUP BY expert.slug",
  },
  {
    name: "RegionClinics",
    file: "10-region-clinics.graphql",
    variable: "slug",
    values:
      "SELECT region.slug AS value, CAST(count(*) AS integer) AS weight FROM clinic JOIN region ON region.row_id = region_row_id GROUP BY region.slug",
  },
  {
    name: "SearchCommon",
    operationName: "Search",
    file: "16-search.graphql",
    variable: "query",
    values: `SELECT word AS value, 1 AS weight FROM (${commonWords}) AS common`,
    contenders: "abc",
  },
  {
    // Places are in few documents: those of clinics and of who works there.
    name: "SearchRare",
    operationName: "Search",
    file: "16-search.graphql",
    variable: "query",
    values: "SELECT DISTINCT city AS value, 1 AS weight FROM clinic WHERE city IS NOT NULL",
    contenders: "abc",
  },
  {
    name: "SearchFacets",
    file: "19-search-facets.graphql",
    variable: "query",
    values: `SELECT tag.name || ' ' || word AS value, 1 AS weight FROM tag CROSS JOIN (${commonWords}) AS common WHERE tag.name NOT LIKE '% %'`,
    contenders: "abc",
  },
];

export const operationNames = drafts.map(({ name }) => name);

/** An operation with the bodies of many requests for it, each with variables of its own. */
export interface Operation {
  name: string;
  /** JSON bodies of POST requests. */
  bodies: readonly string[];
  /** Letters of the contenders that can answer it; all unless given. */
  contenders?: string | undefined;
}

const seed = 1;

/** The wanted operations over a database; the same bodies each time, drawn as readers would ask. */
export async function readOperations(
  listRows: (text: string) => Promise<WeightedValue[]>,
  { names, bodies }: { names: readonly string[]; bodies: number },
): Promise<Operation[]> {
  const operations: Operation[] = [];
  for (const draft of drafts.filter(({ name }) => names.includes(name))) {
    const { name, operationName = name, file, variable, values, contenders } = draft;
    const query = await readFile(resolve(folder, file), "utf8");
    const rows = await listRows(`SELECT value, weight FROM (${values}) AS asked ORDER BY 1`);
    operations.push({
      name,
      contenders,
      bodies: drawValues(rows, new Random(seed, name), bodies).map((value) =>
        JSON.stringify({ operationName, variables: { [variable]: value }, query }),
      ),
    });
  }
  return operations;
}

export interface WeightedValue {
  value: string;
  weight: number;
}

function drawValues(rows: readonly WeightedValue[], random: Random, count: number): string[] {
  const urn = rows.flatMap(({ value, weight }) => Array.from({ length: weight }, () => value));
  return Array.from({ length: count }, () => urn[random.integer(0, urn.length - 1)] ?? "");
}
