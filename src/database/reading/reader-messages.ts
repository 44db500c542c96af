import type { StatementValue } from "./statement-reader.js";

/** What a reader process is asked; one question at a time. */
export interface Question {
  text: string;
  values: readonly StatementValue[];
}

/** What the statement gave, and how long it ran, without the way here and back. */
export interface Answer {
  bytes: Buffer | null;
  milliseconds: number;
}

/** The driver's error, which has to cross as plain values. */
export interface Fault {
  fault: { message: string; code: string | undefined };
}
