/** Prints a line on stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a line on stderr. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Lets a command finish its work when nobody reads its output any more (`colloquy import … | head`). */
export function toleratePipeEnd(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
