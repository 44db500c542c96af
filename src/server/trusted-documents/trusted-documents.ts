import type { GraphQLSchema } from "graphql";
import type { OperationName } from "../answers/known-operations.js";
import type { AskedName } from "../answers/operation-request.js";
import { digestOf, withoutPrefix } from "./document-id.js";
import { type Manifest, readManifest } from "./read-manifest.js";

/** `only`: no other document is answered; `prefer`: others within the limits; `off`: none is kept. */
export const trustModes = ["only", "prefer", "off"] as const;

export type TrustMode = (typeof trustModes)[number];

/** The documents that the operator has registered, by their ids and by the SHA-256 of their texts. */
export class TrustedDocuments {
  private readonly texts = new Map<string, string>();
  private readonly known = new Set<string>();

  constructor(
    readonly mode: TrustMode,
    manifest: Manifest = {},
  ) {
    for (const [id, text] of Object.entries(manifest)) {
      this.texts.set(withoutPrefix(id), text);
      this.texts.set(digestOf(text), text);
      this.known.add(text);
    }
  }

  /** The text of the document that an id or a digest names. */
  find(id: string): string | undefined {
    return this.texts.get(withoutPrefix(id));
  }

  /** Whether a document is answered at all. */
  allows(text: string): boolean {
    return this.mode !== "only" || this.known.has(text);
  }

  /** A name with the text in the place of a registered id; undefined for what is not answered, or not known here. */
  resolve(name: AskedName): OperationName | undefined {
    if ("query" in name) return this.allows(name.query) ? name : undefined;
    const id = "documentId" in name ? name.documentId : name.sha256Hash;
    const query = this.find(id);
    if (query !== undefined) return { query, operationName: name.operationName };
    return "documentId" in name || this.mode === "only" ? undefined : name;
  }
}

/** @throws {StartupError} with all that is wrong with the manifest. */
export async function openTrustedDocuments(
  { mode, manifest }: { mode: TrustMode; manifest: string },
  schema: GraphQLSchema,
): Promise<TrustedDocuments> {
  return new TrustedDocuments(mode, mode === "off" ? {} : await readManifest(manifest, schema));
}
