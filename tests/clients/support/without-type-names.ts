/** What a client was answered, without the `__typename` that it added to what it was told to ask. */
export function withoutTypeNames(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (name, value) => (name === "__typename" ? undefined : value)));
}
