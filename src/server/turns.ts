/**
 * Lets one caller go on in each turn of the event loop, in the order in which they came.
 *
 * What is begun in one turn is done before anything else is read from a connection. Several new operations together,
 * each to be parsed, validated and planned, would keep waiting all that can be answered at once.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  take(): Promise<void> {
    return new Promise((goOn) => {
      this.waiting.push(goOn);
      if (this.waiting.length === 1) setImmediate(this.next);
    });
  }

  private readonly next = (): void => {
    this.waiting.shift()?.();
    // Asked for from inside a turn, it is for the one after.
    if (this.waiting.length > 0) setImmediate(this.next);
  };
}
