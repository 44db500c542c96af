import { expect, test } from "@jest/globals";
import { toPlanTree } from "../../src/playground/client/explain/plan-tree.js";

test("the steps of a plan stand inside those that they are part of", () => {
  const lines = ["SEARCH t1", "SUBQUERY 3", "  CO-ROUTINE keys", "    SEARCH t8", "  SCAN keys", "SEARCH t2"];
  expect(toPlanTree(lines)).toEqual([
    { text: "SEARCH t1", steps: [] },
    {
      text: "SUBQUERY 3",
      steps: [
        { text: "CO-ROUTINE keys", steps: [{ text: "SEARCH t8", steps: [] }] },
        { text: "SCAN keys", steps: [] },
      ],
    },
    { text: "SEARCH t2", steps: [] },
  ]);
});
