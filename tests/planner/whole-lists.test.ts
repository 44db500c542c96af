import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type DocumentNode, isUnionType, parse } from "graphql";
import { createSchema } from "../../src/content/schema.js";
import {
  type FieldOfType,
  findNodeType,
  listConnectionFields,
  listOrderFields,
} from "../fuzz/connection-types.js";
import { listOrders, type OrderInput, printOrder } from "../fuzz/content-pools.js";
import { type OpenFuzzTarget, openFuzzTarget } from "../fuzz/open-fuzz-target.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const schema = await createSchema();

interface Page {
  totalCount: number;
  nodes: unknown[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** A connection of one node, under one order, that is read page by page. */
interface Pages {
  /** Parsed once, so that its plans are used for every page. */
  document: DocumentNode;
  /** Which node the connection hangs on; empty for a root field. */
  variables: Record<string, unknown>;
}

describeEachDatabase("whole lists", (engine) => {
  const connections = listConnectionFields(schema);

  let target: OpenFuzzTarget;

  beforeAll(async () => {
    target = await openFuzzTarget([engine]);
  });

  afterAll(async () => {
    await target.close();
  });

  async function read({ document, variables }: Pages) {
    const text = await target.exits[0].readText(document, variables);
    if (text === undefined) throw new Error("The text exit does not serve it.");
    return JSON.parse(text).data;
  }

  async function readPage(pages: Pages, bounds: Record<string, unknown>): Promise<Page> {
    const data = await read({ ...pages, variables: { ...pages.variables, ...bounds } });
    return data.page ?? data.node.page;
  }

  /** All nodes, read in pages of that size from one end to the other. */
  async function walk(pages: Pages, size: number, end: "first" | "last"): Promise<unknown[]> {
    const walked: unknown[] = [];
    const isForward = end === "first";
    for (let cursor: string | null = null; ; ) {
      const page = await readPage(pages, { [end]: size, [isForward ? "after" : "before"]: cursor });
      walked.splice(isForward ? walked.length : 0, 0, ...page.nodes);
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
      if (!(isForward ? hasNextPage : hasPreviousPage)) return walked;
      cursor = isForward ? endCursor : startCursor;
    }
  }

  function openPages(
    { parent, field }: FieldOfType,
    order: readonly OrderInput[] | undefined,
    id: string | undefined,
  ): Pages {
    const orderBy = order ? `, orderBy: ${printOrder(order)}` : "";
    const node = findNodeType(field);
    const identity = isUnionType(node)
      ? node.getTypes().map(({ name }) => `... on ${name} { position }`)
      : ["id"];
    const selection = `{ totalCount nodes { ${identity.join(" ")} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
    const page = `page: ${field.name}(first: $first, after: $after, last: $last, before: $before${orderBy}) ${selection}`;
    const head = "query ($first: Int, $after: String, $last: Int, $before: String";
    if (id === undefined) return { document: parse(`${head}) { ${page} }`), variables: {} };
    return {
      document: parse(`${head}, $id: ID!) { node(id: $id) { ... on ${parent.name} { ${page} } } }`),
      variables: { id },
    };
  }

  /** The node whose connection is longest; undefined for a root field. */
  async function findLargest({ parent, field }: FieldOfType): Promise<string | undefined> {
    if (parent.name === "Query") return undefined;
    const root = connections.find(
      (candidate) => candidate.parent.name === "Query" && findNodeType(candidate.field)?.name === parent.name,
    );
    const document = `{ all: ${root?.field.name}(first: 100) { nodes { id list: ${field.name} { totalCount } } } }`;
    const { all } = await read({ document: parse(document), variables: {} });
    const nodes: { id: string; list: { totalCount: number } }[] = all.nodes;
    const [largest] = nodes.sort((left, right) => right.list.totalCount - left.list.totalCount);
    expect(largest?.list.totalCount).toBeGreaterThan(1);
    return largest?.id;
  }

  test.each(
    connections.map(
      (connection) => [`${connection.parent.name}.${connection.field.name}`, connection] as const,
    ),
  )(
    "pages of %s put together are the whole list, forward and backward, under every order",
    async (_, connection) => {
      const id = await findLargest(connection);
      for (const order of [undefined, ...listOrders(listOrderFields(connection.field))]) {
        const pages = openPages(connection, order, id);
        const whole = await readPage(pages, { first: 100 });
        expect(new Set(whole.nodes.map((node) => JSON.stringify(node))).size).toBe(whole.totalCount);
        expect(await walk(pages, 2, "first")).toEqual(whole.nodes);
        expect(await walk(pages, 3, "last")).toEqual(whole.nodes);
      }
    },
  );
});
