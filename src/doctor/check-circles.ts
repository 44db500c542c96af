import { selectRows } from "../writing/rows.js";
import type { Examination } from "./examination.js";
import type { NounTable } from "./noun-tables.js";
import { readRows } from "./read-rows.js";

/** No node of a tree lies above itself. Of a tree the keys alone are held in memory. */
export async function checkCircles(examination: Examination): Promise<void> {
  for (const noun of examination.nouns) {
    const { metadata } = noun;
    const parent = metadata.manyToOneRelations.find(
      (relation) => relation.inverseEntityMetadata === metadata,
    );
    const path = parent?.joinColumns[0]?.propertyPath;
    if (path === undefined) continue;
    const parents = new Map<number, number>();
    for await (const row of readRows(examination, metadata, [path])) {
      const above = row[path];
      if (typeof above === "number") parents.set(row.key, above);
    }
    for (const circle of findCircles(parents)) await addCircle(examination, noun, circle);
  }
}

/** How many nodes of a circle a finding names. */
const mostNamed = 10;

async function addCircle({ manager, found }: Examination, noun: NounTable, circle: number[]): Promise<void> {
  const named = circle.slice(0, mostNamed);
  const rows = await selectRows(manager, noun.metadata, { where: { rowId: named } });
  const slugs = new Map(rows.map(({ rowId, slug }) => [rowId, slug]));
  const [first, ...others] = named.map((key) => slugs.get(key));
  const left = circle.length - named.length;
  const way = [...others, ...(left > 0 ? [`${left} others`] : []), first].join(", then ");
  found.add("circles", `${noun.prefix} ${first}`, `lies under itself: above it is ${way}`);
}

/** Each circle once, from each key to the one above it. */
function* findCircles(parents: ReadonlyMap<number, number>): Generator<number[]> {
  const settled = new Set<number>();
  for (const start of parents.keys()) {
    const path: number[] = [];
    const onPath = new Set<number>();
    let key: number | undefined = start;
    while (key !== undefined && !settled.has(key) && !onPath.has(key)) {
      path.push(key);
      onPath.add(key);
      key = parents.get(key);
    }
    if (key !== undefined && onPath.has(key)) yield path.slice(path.indexOf(key));
    for (const passed of path) settled.add(passed);
  }
}
