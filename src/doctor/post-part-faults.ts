import type { PostRows } from "./read-posts.js";

/** Whether each contribution has its block, in the same order: the first that has not. Related lines: with the links. */
export function listPartFaults({ blocks, contributions }: PostRows): string[] {
  const shown = blocks.filter(({ kind }) => kind === "CONTRIBUTION");
  if (shown.length !== contributions.length) {
    return [`shows ${shown.length} contributions in its blocks, but it has ${contributions.length}`];
  }
  const index = contributions.findIndex(({ rowId }, place) => shown[place]?.["contribution.rowId"] !== rowId);
  const [block, contribution] = [shown[index], contributions[index]];
  if (!block || !contribution) return [];
  return [
    `block ${block.position} must show ${contribution.id}, which is contribution ${contribution.position}`,
  ];
}
