/**
 * The address that a text is, or undefined.
 *
 * Not by `URL.canParse`, which schema libraries ask: once it is called often, Node 20 takes letters such as `ü` for
 * faults.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
