/** What mends all that is derived. */
export const reindexHint = "run `colloquy reindex`";
