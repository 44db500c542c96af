import { toNameKey } from "../../graph/name-key.js";
import { selectRows } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { parseStringList } from "../string-list.js";
import { Tag } from "./tag.entity.js";

interface NamedTag {
  rowId: number;
  slug: string;
  name: string;
  synonyms: readonly string[];
}

/** A name, or a synonym, of a tag. */
interface TagName {
  rowId: number;
  slug: string;
  isSynonym: boolean;
}

/** For messages: "the name of the tag anxiety". */
export function describeTagName({ slug, isSynonym }: TagName): string {
  return `${isSynonym ? "a synonym" : "the name"} of the tag ${slug}`;
}

const namesOfTransactions = new WeakMap<WriteTransaction, TagNames>();

/** What all tags are called, as the transaction leaves them. */
export class TagNames {
  private readonly byKey = new Map<string, TagName[]>();
  private readonly keys = new Map<number, string[]>();

  static async of(transaction: WriteTransaction): Promise<TagNames> {
    const known = namesOfTransactions.get(transaction);
    if (known) return known;
    const names = new TagNames();
    for (const tag of await readTags(transaction)) names.save(tag);
    namesOfTransactions.set(transaction, names);
    return names;
  }

  /** What bears the name, or another spelling of it. */
  find(name: string): readonly TagName[] {
    return this.byKey.get(toNameKey(name)) ?? [];
  }

  /** Must be called for each tag that has been written. */
  save({ rowId, slug, name, synonyms }: NamedTag): void {
    for (const key of this.keys.get(rowId) ?? []) {
      this.byKey.set(key, this.byKey.get(key)?.filter((other) => other.rowId !== rowId) ?? []);
    }
    const named = { rowId, slug, isSynonym: false };
    const keys = [
      this.add(name, named),
      ...synonyms.map((synonym) => this.add(synonym, { ...named, isSynonym: true })),
    ];
    this.keys.set(rowId, keys);
  }

  private add(name: string, bearer: TagName): string {
    const key = toNameKey(name);
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), bearer]);
    return key;
  }
}

async function readTags({ manager }: WriteTransaction): Promise<NamedTag[]> {
  const stored = await selectRows<NamedTag & { synonyms: string; [column: string]: unknown }>(manager, Tag, {
    where: {},
    isWanted: (path) => ["rowId", "slug", "name", "synonyms"].includes(path),
  });
  return stored.map((tag) => ({ ...tag, synonyms: parseStringList(tag.synonyms) }));
}
