import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";
import type { ListedChange, Severity } from "./parse-changes.js";

const severities: Record<CriticalityLevel, Severity> = {
  [CriticalityLevel.Breaking]: "Breaking",
  [CriticalityLevel.Dangerous]: "Dangerous",
  [CriticalityLevel.NonBreaking]: "Compatible",
};

/** Two texts of SDL, and what is listed of the way from one to the other. */
export interface Contract {
  before: string;
  after: string;
  listed: readonly ListedChange[];
}

/**
 * What is wrong with a list of changes: breaking and dangerous ones that it lacks, and those in it that did not happen.
 *
 * Compatible ones may be listed; what is listed must be so.
 */
export async function findContractFaults({ before, after, listed }: Contract): Promise<string[]> {
  const found = (await diff(buildSchema(before), buildSchema(after))).map(describe);
  const isSame = (one: Described, other: Described) =>
    one.path === other.path && one.kind === other.kind && one.severity === other.severity;
  const missing = found.filter(
    (change) => change.severity !== "Compatible" && !listed.some((entry) => isSame(entry, change)),
  );
  const invented = listed.filter((entry) => !found.some((change) => isSame(entry, change)));
  return [...missing.map(tellMissing), ...invented.map(tellInvented)];
}

type Described = Pick<ListedChange, "severity" | "path" | "kind">;

function describe({ criticality, path = "schema", type, message }: Change) {
  const kind = String(type).toLowerCase().replaceAll("_", " ");
  return { severity: severities[criticality.level], path, kind, message };
}

function tellMissing({ severity, path, kind, message }: Described & { message: string }): string {
  return `${message}: clients of the last release may fail. Keep it as it was, deprecate it, or list it in schema/CHANGES.md under "## Unreleased" and "### ${severity}":\n- \`${path}\` (${kind}): why clients must live with it, and what to use instead.`;
}

function tellInvented({ severity, path, kind, line }: ListedChange): string {
  return `schema/CHANGES.md, line ${line}: \`${path}\` (${kind}) is no ${severity.toLowerCase()} change since the last release. Take the line out, or name the change as it is.`;
}
