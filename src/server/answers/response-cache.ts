import { LRUCache } from "lru-cache";
import type { RevisionState } from "../../database/reading/revision-state.js";
import type { Answer } from "./answer.js";

/** An answer that was sent before, and what it depends on. */
export class CachedResponse {
  private state: RevisionState;
  private readonly storedAt = Date.now();
  private described: { age: number; etag: string | undefined; answer: Answer } | undefined;

  constructor(
    readonly bytes: Buffer,
    /** What it was read from, and when. */
    private readonly origin: { tables: readonly string[]; state: RevisionState },
  ) {
    this.state = origin.state;
  }

  /** Whether nothing that it was read from has changed since. */
  isCurrent(state: RevisionState): boolean {
    if (this.state === state) return true;
    const { tables } = this.origin;
    if (this.state.of(tables) !== state.of(tables)) return false;
    // Other tables have changed, or the next post that appears is another one.
    this.state = state;
    this.described = undefined;
    return true;
  }

  /** The answer as `describe` makes it of the whole seconds since it was read: once a second, and for each tag. */
  answer(etag: string | undefined, describe: (age: number) => Answer): Answer {
    const age = Math.max(0, Math.floor((Date.now() - this.storedAt) / 1_000));
    if (this.described?.age !== age || this.described.etag !== etag) {
      this.described = { age, etag, answer: describe(age) };
    }
    return this.described.answer;
  }
}

/** What an entry takes beside its bytes and its key, about. */
const bytesPerEntry = 500;

/** Answers by key, bounded by bytes; those that were used longest ago go first. */
export class ResponseCache {
  private readonly entries: LRUCache<string, CachedResponse>;

  constructor(maximumBytes: number) {
    this.entries = new LRUCache({
      maxSize: maximumBytes,
      // One answer must not drive out all others.
      maxEntrySize: Math.ceil(maximumBytes / 8),
      sizeCalculation: ({ bytes }, key) => bytes.length + 2 * key.length + bytesPerEntry,
    });
  }

  /** Bytes that are held now, keys and bookkeeping included. */
  get size(): number {
    return this.entries.calculatedSize;
  }

  /** A response that is still true; one that is not is dropped. */
  find(key: string, state: RevisionState): CachedResponse | undefined {
    const found = this.entries.get(key);
    if (!found || found.isCurrent(state)) return found;
    this.entries.delete(key);
    return undefined;
  }

  keep(key: string, response: CachedResponse): void {
    this.entries.set(key, response);
  }
}
