import { toNameKey } from "../../graph/name-key.js";
import type { FoundRow } from "../../writing/lookups.js";
import type { Row } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Clinic } from "../clinics/clinic.entity.js";
import type { AttributionInput } from "../node-input.js";
import type { StoredPart } from "../posts/post-parts.js";

/** What is printed over a contribution. */
export interface PrintedAttribution {
  honorific: string | null;
  name: string;
  credentials: readonly string[];
  title: string | null;
  clinicName: string | null;
}

export interface AttributionSources {
  given: AttributionInput | undefined;
  /** The clinic that the input names; null when it says that there is none, undefined when it says nothing. */
  clinic: FoundRow | null | undefined;
  expert: FoundRow;
  /** The contribution as it is stored. */
  stored: StoredPart | undefined;
}

export interface ResolvedAttribution {
  printed: PrintedAttribution;
  clinicRowId: number | null;
}

/**
 * What a contribution is attributed to.
 *
 * What the input gives is printed as given. Where it gives nothing, the stored attribution stays, whatever has become
 * of the expert since; a new contribution takes the expert's profile as it is now.
 */
export async function resolveAttribution(
  transaction: WriteTransaction,
  sources: AttributionSources,
): Promise<ResolvedAttribution> {
  const { given, clinic, expert, stored } = sources;
  if (given) {
    const printed = toPrinted(given);
    const clinicRowId =
      clinic === undefined
        ? await findPrintedClinic(transaction, printed.clinicName, sources)
        : (clinic?.rowId ?? null);
    return { printed, clinicRowId };
  }
  if (stored) {
    const clinicRowId = clinic === undefined ? toRowId(stored["clinic.rowId"]) : (clinic?.rowId ?? null);
    return { printed: readPrinted(stored), clinicRowId };
  }
  const current = clinic === undefined ? await findExpertClinic(transaction, expert) : clinic;
  return { printed: copyProfile(expert, current), clinicRowId: current?.rowId ?? null };
}

/** The columns of an embedded attribution. */
export function toAttributionColumns(
  { honorific, name, credentials, title, clinicName }: PrintedAttribution,
  property = "attribution",
): Row {
  return {
    [`${property}.honorific`]: honorific,
    [`${property}.name`]: name,
    [`${property}.credentials`]: JSON.stringify(credentials),
    [`${property}.title`]: title,
    [`${property}.clinicName`]: clinicName,
  };
}

/** What an input prints. */
export function toPrinted({
  honorific,
  name,
  credentials,
  title,
  clinic,
}: AttributionInput): PrintedAttribution {
  return {
    honorific: honorific ?? null,
    name,
    credentials,
    title: title ?? null,
    clinicName: clinic ?? null,
  };
}

/** The embedded attribution of a stored row. */
export function readPrinted(
  stored: Readonly<Record<string, unknown>>,
  property = "attribution",
): PrintedAttribution {
  return {
    honorific: toText(stored[`${property}.honorific`]),
    name: String(stored[`${property}.name`]),
    credentials: JSON.parse(String(stored[`${property}.credentials`])) as string[],
    title: toText(stored[`${property}.title`]),
    clinicName: toText(stored[`${property}.clinicName`]),
  };
}

/** What is printed of an expert whose profile is as it is now. */
export async function copyExpertProfile(
  transaction: WriteTransaction,
  expert: FoundRow,
): Promise<PrintedAttribution> {
  return copyProfile(expert, await findExpertClinic(transaction, expert));
}

function copyProfile(expert: FoundRow, clinic: FoundRow | null | undefined): PrintedAttribution {
  return {
    honorific: toText(expert.honorific),
    name: String(expert.name),
    credentials: JSON.parse(String(expert.credentials)) as string[],
    title: toText(expert.title),
    clinicName: toText(clinic?.name),
  };
}

/** A stored contribution keeps its clinic while the same name is printed, even after the clinic has been renamed. */
async function findPrintedClinic(
  transaction: WriteTransaction,
  clinicName: string | null,
  { expert, stored }: AttributionSources,
): Promise<number | null> {
  if (clinicName === null) return null;
  const key = toNameKey(clinicName);
  const storedName = toText(stored?.["attribution.clinicName"]);
  const storedClinic = toRowId(stored?.["clinic.rowId"]);
  if (storedClinic !== null && storedName !== null && toNameKey(storedName) === key) return storedClinic;
  const current = await findExpertClinic(transaction, expert);
  if (current?.nameKey === key) return current.rowId;
  const [namesake] = (await transaction.lookups.find(Clinic, "nameKey", [key])).get(key) ?? [];
  return namesake?.rowId ?? null;
}

async function findExpertClinic(
  { lookups }: WriteTransaction,
  expert: FoundRow,
): Promise<FoundRow | undefined> {
  const rowId = toRowId(expert["clinic.rowId"]);
  if (rowId === null) return undefined;
  return (await lookups.find(Clinic, "rowId", [rowId])).get(rowId)?.[0];
}

function toText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function toRowId(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
