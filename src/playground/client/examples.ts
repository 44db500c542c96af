/** An operation that the server offers as an open tab. */
export interface Example {
  name: string;
  document: string;
}

/** The examples in the order of their tabs; none when the server does not hand them out. */
export async function loadExamples(): Promise<Example[]> {
  const response = await fetch("/playground/operations.json");
  return response.ok ? await response.json() : [];
}
