import { eng } from "stopword";

/** English words that say nothing of a subject, in lower case; the package's list has no "does". */
export const stopWords: ReadonlySet<string> = new Set([...eng, "does"]);
