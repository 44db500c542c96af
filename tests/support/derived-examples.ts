/** Names of the example operations with fields that JavaScript makes, which only the object exit serves. */
export const derivedExamples: ReadonlySet<string> = new Set(["citations", "json-ld"]);
