/** An operation that the server offers as an open tab. */
export interface Example {
  name: string;
  document: string;
}

/** What the server says of itself. */
export interface Settings {
  /** In the order of their tabs. */
  operations: Example[];
  /** Whether it says on request how an operation was answered. */
  isExplainOn: boolean;
}

/** No examples, and no explaining, when the server does not hand its settings out. */
export async function loadSettings(): Promise<Settings> {
  const response = await fetch("/playground/settings.json");
  return response.ok ? await response.json() : { operations: [], isExplainOn: false };
}
