import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import { maximumCharacters } from "./known-operations.js";

/**
 * Keeps the documents that Apollo has parsed and validated, no more of them than there are known operations.
 *
 * Apollo's own store counts a document's JSON, of which what is planned for it is a multiple.
 */
export class DocumentStore {
  private readonly documents = new LRUCache<string, DocumentNode>({
    maxSize: maximumCharacters,
    sizeCalculation: ({ loc }) => loc?.source.body.length || 1,
  });

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.documents.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.set(key, document);
  }

  async delete(key: string): Promise<boolean> {
    return this.documents.delete(key);
  }
}
