import type { z } from "zod";
import { type NodeInput, nodeInput } from "../content/node-input.js";
import type { Place } from "./content-source.js";
import type { Problem } from "./problem.js";

/** Checks what a format has read; every fault is a problem at its place. */
export function parseNodeInput(value: unknown, place: Place): { input: NodeInput } | { problems: Problem[] } {
  const parsed = nodeInput.safeParse(value);
  if (parsed.success) return { input: parsed.data };
  return { problems: parsed.error.issues.map((issue) => toProblem(issue, place)) };
}

function toProblem(issue: z.core.$ZodIssue, { source, lineOf }: Place): Problem {
  const field = issue.path.join(".");
  const line = lineOf(field);
  return {
    source,
    ...(line !== undefined && { line }),
    ...(field !== "" && { field }),
    code: "FIELD_INVALID",
    message: toMessage(issue),
  };
}

function toMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `unknown: ${issue.keys.join(", ")}`;
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  return isMissing ? "is required" : issue.message.replace(/^Invalid input: /, "");
}
