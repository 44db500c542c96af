/**
 * The address that a text is, or undefined.
 *
 * Not by `URL.canParse`, which schema libraries ask: once it is called often, Node 20 takes letters such as `ü` for
 * faults.
 */
export function parseUrl(text: string): URL | undefined {
  return parseReference(text, undefined);
}

/** The address that a text is on a page of this address, or undefined. */
export function parseReference(text: string, base: string | undefined): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Whether a text is a web origin as browsers send it: scheme, host and port. */
export function isOrigin(text: string): boolean {
  const url = parseUrl(text);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text;
}
