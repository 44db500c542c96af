const millisecondsBetweenUpdates = 100;
const nodesBetweenLines = 10_000;

type Terminal = Pick<NodeJS.WriteStream, "write"> & { isTTY?: boolean };

/** Shows how far long work is: one line that is rewritten on a terminal, a line now and then elsewhere. */
export class Progress {
  private lastUpdate = 0;
  private lastLine = 0;

  constructor(
    private readonly label: string,
    private readonly terminal: Terminal = process.stderr,
  ) {}

  update(count: number): void {
    if (!this.terminal.isTTY) {
      const line = Math.floor(count / nodesBetweenLines);
      if (line > this.lastLine) this.terminal.write(`${this.label}: ${count}\n`);
      this.lastLine = line;
      return;
    }
    const now = Date.now();
    if (now - this.lastUpdate < millisecondsBetweenUpdates) return;
    this.lastUpdate = now;
    this.terminal.write(`\r${this.label}: ${count}\u001b[K`);
  }

  /** Takes the line away again. */
  end(): void {
    if (this.terminal.isTTY) this.terminal.write("\r\u001b[K");
  }
}
