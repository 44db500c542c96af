import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Random } from "../../src/generating/random.js";

const folder = resolve(import.meta.dirname, "../../schema/operations");

interface OperationDraft {
  /** The operation's name in its document. */
  name: string;
  file: string;
  /** SQL whose rows are `slug` and `weight`: what is asked for, and how often. */
  slugs: string;
}

const drafts: readonly OperationDraft[] = [
  {
    name: "PostPage",
    file: "01-post-page.graphql",
    slugs: "SELECT slug, 1 AS weight FROM post WHERE status = 'PUBLISHED' AND published_at < '2050'",
  },
  {
    name: "TagPage",
    file: "03-tag-page.graphql",
    slugs:
      "SELECT tag.slug, CAST(count(*) AS integer) AS weight FROM post_tag JOIN tag ON tag.row_id = tag_row_id GROUP BY tag.slug",
  },
  {
    name: "ExpertPage",
    file: "04-expert-page.graphql",
    slugs:
      "SELECT expert.slug, CAST(count(*) AS integer) AS weight FROM contribution JOIN expert ON expert.row_id = expert_row_id GROUP BY expert.slug",
  },
  {
    name: "RegionClinics",
    file: "10-region-clinics.graphql",
    slugs:
      "SELECT region.slug, CAST(count(*) AS integer) AS weight FROM clinic JOIN region ON region.row_id = region_row_id GROUP BY region.slug",
  },
];

export const operationNames = drafts.map(({ name }) => name);

/** An operation with the bodies of many requests for it, each with variables of its own. */
export interface Operation {
  name: string;
  /** JSON bodies of POST requests. */
  bodies: readonly string[];
}

const seed = 1;

/** The wanted operations over a database; the same bodies each time, drawn as readers would ask. */
export async function readOperations(
  listRows: (text: string) => Promise<WeightedSlug[]>,
  { names, bodies }: { names: readonly string[]; bodies: number },
): Promise<Operation[]> {
  const operations: Operation[] = [];
  for (const { name, file, slugs } of drafts.filter((draft) => names.includes(draft.name))) {
    const query = await readFile(resolve(folder, file), "utf8");
    const rows = await listRows(`${slugs} ORDER BY 1`);
    operations.push({
      name,
      bodies: drawSlugs(rows, new Random(seed, name), bodies).map((slug) =>
        JSON.stringify({ operationName: name, variables: { slug }, query }),
      ),
    });
  }
  return operations;
}

export interface WeightedSlug {
  slug: string;
  weight: number;
}

function drawSlugs(rows: readonly WeightedSlug[], random: Random, count: number): string[] {
  const urn = rows.flatMap(({ slug, weight }) => Array.from({ length: weight }, () => slug));
  return Array.from({ length: count }, () => urn[random.integer(0, urn.length - 1)] ?? "");
}
