import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import { parseTrusted } from "../trusted-documents/check-document.js";
import { TrustedDocuments } from "../trusted-documents/trusted-documents.js";
import { maximumCharacters } from "./known-operations.js";

/** Digits of a SHA-256, with which Apollo ends its keys. */
const digits = 64;

/**
 * Keeps the documents that Apollo has parsed and validated, no more of them than there are known operations.
 *
 * Apollo's own store counts a document's JSON, of which what is planned for it is a multiple. Trusted documents were
 * validated as the server started: they are always there, and no limit of parser or validation applies to them.
 */
export class DocumentStore {
  private readonly documents = new LRUCache<string, DocumentNode>({
    maxSize: maximumCharacters,
    sizeCalculation: ({ loc }) => loc?.source.body.length || 1,
  });

  constructor(private readonly trusted = new TrustedDocuments("off")) {}

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.documents.get(key) ?? this.parse(key);
  }

  private parse(key: string): DocumentNode | undefined {
    const text = this.trusted.find(key.slice(-digits));
    if (text === undefined) return undefined;
    const document = parseTrusted(text);
    this.documents.set(key, document);
    return document;
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.set(key, document);
  }

  async delete(key: string): Promise<boolean> {
    return this.documents.delete(key);
  }
}
