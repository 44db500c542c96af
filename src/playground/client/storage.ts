import type { GraphiQLProps } from "graphiql";
import type { Example } from "./settings.js";

export type Storage = NonNullable<GraphiQLProps["storage"]>;

const prefix = "colloquy-playground:";

/** What GraphiQL keeps of the open tabs; the rest is settings and history. */
const tabKeys = ["tabState", "query", "variables", "headers"];

const forgetfulStorage: Storage = {
  getItem: () => null,
  setItem: () => {},
  removeItem: () => {},
  clear: () => {},
  length: 0,
};

/**
 * Where GraphiQL keeps tabs and settings between visits; nowhere when the browser lets a page keep nothing.
 *
 * The keys are this playground's own, because every GraphiQL that was ever opened on the same host and port
 * shares one local storage. Kept tabs give way when the server's examples have changed.
 */
export function openStorage(examples: Example[]): Storage {
  try {
    const storage = prefixedStorage(window.localStorage);
    dropTabsOfOtherExamples(storage, JSON.stringify(examples));
    return storage;
  } catch {
    return forgetfulStorage;
  }
}

function dropTabsOfOtherExamples(storage: Storage, examples: string): void {
  if (storage.getItem("examples") === examples) return;
  for (const key of tabKeys) storage.removeItem(`graphiql:${key}`);
  storage.setItem("examples", examples);
}

function prefixedStorage(storage: globalThis.Storage): Storage {
  const ownKeys = () => Object.keys(storage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => storage.getItem(prefix + key),
    setItem: (key, value) => storage.setItem(prefix + key, value),
    removeItem: (key) => storage.removeItem(prefix + key),
    clear: () => {
      for (const key of ownKeys()) storage.removeItem(key);
    },
    get length() {
      return ownKeys().length;
    },
  };
}
