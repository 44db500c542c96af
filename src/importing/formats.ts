/** What can be imported. */
export const formats = ["article", "markdown", "jsonl"] as const;

export type Format = (typeof formats)[number];
