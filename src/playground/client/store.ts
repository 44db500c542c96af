import { useSyncExternalStore } from "react";

/** A value that components follow, kept outside of them: GraphiQL is not to be drawn anew for it. */
export class Store<Value> {
  readonly #followers = new Set<() => void>();
  #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  readonly get = (): Value => this.#value;

  readonly set = (value: Value): void => {
    this.#value = value;
    for (const follow of this.#followers) follow();
  };

  readonly subscribe = (follow: () => void): (() => void) => {
    this.#followers.add(follow);
    return () => this.#followers.delete(follow);
  };
}

export function useStore<Value>({ subscribe, get }: Store<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}
