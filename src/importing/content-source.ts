import type { NodeInput } from "../content/node-input.js";
import type { Problem } from "./problem.js";

/** Where a node stands in what is imported. */
export interface Place {
  /** File, as the operator named it. */
  source: string;
  /** Line of a field (`tags.2`, `blocks.0.expert`) or of what is around it; undefined where lines have no meaning. */
  lineOf(field: string): number | undefined;
}

/** One node, or why it cannot be read. `ordinal` names it among the items of its source. */
export type SourceItem = { ordinal: number } & ({ place: Place; input: NodeInput } | { problems: Problem[] });

/** Content in one of the formats that can be read again and again without being held in memory. */
export interface ContentSource {
  /**
   * All items, or those whose ordinals are in `only`; in the same order each time.
   *
   * Nodes that bear an id come first: one of them may give up the slug that another node takes.
   */
  items(only?: ReadonlySet<number>): AsyncIterable<SourceItem>;
}
