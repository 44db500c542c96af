import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema, type GraphQLSchema } from "graphql";
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
 * What is wrong with a list of changes: those that it lacks, and those in it that did not happen.
 *
 * Breaking and dangerous changes must be listed, and of compatible ones the new root fields: they are what clients look
 * for. Others may be listed; what is listed must be so.
 */
export async function findContractFaults({ before, after, listed }: Contract): Promise<string[]> {
  const schema = buildSchema(after);
  const found = (await diff(buildSchema(before), schema)).map(describe);
  const isSame = (one: Described, other: Described) =>
    one.path === other.path && one.kind === other.kind && one.severity === other.severity;
  const missing = found.filter(
    (change) => mustBeListed(change, schema) && !listed.some((entry) => isSame(entry, change)),
  );
  const invented = listed.filter((entry) => !found.some((change) => isSame(entry, change)));
  return [...missing.map(tellMissing), ...invented.map(tellInvented)];
}

function mustBeListed({ severity, path, kind }: Described, schema: GraphQLSchema): boolean {
  if (severity !== "Compatible") return true;
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return kind === "field added" && roots.some((root) => root && path.startsWith(`${root.name}.`));
}

type Described = Pick<ListedChange, "severity" | "path" | "kind">;

function describe({ criticality, path = "schema", type, message }: Change) {
  const kind = String(type).toLowerCase().replaceAll("_", " ");
  return { severity: severities[criticality.level], path, kind, message };
}

function tellMissing({ severity, path, kind, message }: Described & { message: string }): string {
  if (severity === "Compatible") {
    return `${message}: clients learn of it from the changelog. List it in schema/CHANGES.md under "## Unreleased" and "### Compatible":\n- \`${path}\` (${kind}): what it is for.`;
  }
  return `${message}: clients of the last release may fail. Keep it as it was, deprecate it, or list it in schema/CHANGES.md under "## Unreleased" and "### ${severity}":\n- \`${path}\` (${kind}): why clients must live with it, and what to use instead.`;
}

function tellInvented({ severity, path, kind, line }: ListedChange): string {
  return `schema/CHANGES.md, line ${line}: \`${path}\` (${kind}) is no ${severity.toLowerCase()} change since the last release. Take the line out, or name the change as it is.`;
}
