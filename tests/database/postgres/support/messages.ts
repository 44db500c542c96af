/** A message of PostgreSQL's protocol: its letter, its length without that, and what it says. */
export function toMessage(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}

/** With what a server ends a connection. */
export function toRefusal(code: string, message: string): Buffer {
  return toMessage("E", Buffer.from(`SFATAL\0C${code}\0M${message}\0\0`));
}
