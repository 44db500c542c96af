/**
 * Something in imported content that its author can put right; collected while the run goes on.
 *
 * `line` counts from 1 within `source` and is absent where the fault has no one place.
 */
export interface Problem {
  source: string;
  line?: number;
  field?: string;
  code: ProblemCode;
  message: string;
}

export const problemCodes = [
  "UNREADABLE",
  "NOT_TEXT",
  "TOO_LARGE",
  "NOT_AN_ARTICLE",
  "TITLE_MISSING",
  "CONTRIBUTION_MISSING",
  "HEADING_UNREADABLE",
  "SYNTAX",
  "FIELD_INVALID",
  "SLUG_TAKEN",
  "ID_TAKEN",
  "SYNONYM_TAKEN",
  "REFERENCE_MISSING",
  "REFERENCE_AMBIGUOUS",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** `source:line: field: message [CODE]` */
export function toProblemLine({ source, line, field, message, code }: Problem): string {
  const place = line === undefined ? source : `${source}:${line}`;
  return [place, ...(field === undefined ? [] : [field]), `${message} [${code}]`].join(": ");
}
