/** Lets this process do nothing at all for so long, as one does whose machine is stopped. */
export function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
