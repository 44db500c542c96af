/** An operation that the server offers as an open tab. */
export interface Example {
  name: string;
  document: string;
}

/** One thing that the server bounds. */
export interface ListedLimit {
  what: string;
  maximum: number;
  /** What a request past it is refused with. */
  code: string;
  meaning: string;
}

/** What the server says of itself. */
export interface Settings {
  /** In the order of their tabs. */
  operations: Example[];
  /** Whether it says on request how an operation was answered. */
  isExplainOn: boolean;
  limits: ListedLimit[];
}

/** No examples, no explaining and no limits, when the server does not hand its settings out. */
export async function loadSettings(): Promise<Settings> {
  const response = await fetch("/playground/settings.json");
  return response.ok ? await response.json() : { operations: [], isExplainOn: false, limits: [] };
}
