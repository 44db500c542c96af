/** What a key can open, with what it is for. */
export const scopes = {
  "content:read": "read what is published",
  "drafts:read": "see posts before they are published, with the header colloquy-perspective: preview",
  explain: "ask how an answer was made, also where EXPLAIN is off",
} as const;

export type Scope = keyof typeof scopes;

export const scopeNames = Object.keys(scopes) as Scope[];

export function isScope(name: string): name is Scope {
  return Object.hasOwn(scopes, name);
}
