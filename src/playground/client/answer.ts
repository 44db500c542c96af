/** What one selection adds to the cost of an operation. */
export interface SelectionCost {
  /** Response keys from the root field on, joined by dots. */
  path: string;
  cost: number;
}

export interface Cost {
  total: number;
  maximum: number;
  /** All that cost anything; of an operation that was refused the heaviest alone. */
  selections: SelectionCost[];
}

/** How one root field was answered. */
export interface ExplainedField {
  field: string;
  statement: string;
  /** A line a step, indented by two spaces for each step that it is part of. */
  plan: string[];
  milliseconds: number;
  rows: number;
  cost: SelectionCost[];
}

export type Exit = "text" | "object";

export interface Explanation {
  exit: Exit;
  fields: ExplainedField[];
}

/** What the server said of one operation besides its result. */
export interface Answer {
  status: number;
  /** Name and value of those that say what caches do with it and what is left to spend, as far as it bore them. */
  headers: [string, string][];
  /** Whether the playground asked how it was answered. */
  isExplained: boolean;
  explain: Explanation | undefined;
  cost: Cost | undefined;
}
