export type Change = "created" | "updated" | "unchanged" | "deleted";

/** Nouns that are written with a post and have ids of their own. */
export const partNouns = ["contribution", "link", "source", "correction"] as const;

/** What was written with its post. */
export interface WrittenPart {
  noun: (typeof partNouns)[number];
  id: string;
  change: Change;
}

export interface WrittenNode {
  noun: string;
  slug: string;
  id: string;
  change: Exclude<Change, "deleted">;
  /** Empty for everything but posts. */
  parts: WrittenPart[];
}

/** A node that the input names and that does not exist; the write can be repeated when it does. */
export interface MissingReference {
  noun: string;
  slug: string;
  /** Path in the input: `clinic`, `blocks.3.expert`. */
  field: string;
}

export type WriteFaultCode = "FIELD_INVALID" | "SLUG_TAKEN" | "ID_TAKEN" | "SYNONYM_TAKEN";

/** Why an input cannot be written, in words for its author. */
export interface WriteFault {
  field: string;
  code: WriteFaultCode;
  message: string;
}

/** Nothing is written unless `written` is there. */
export type WriteResult =
  | { written: WrittenNode }
  | { missing: MissingReference[] }
  | { faults: WriteFault[] };
