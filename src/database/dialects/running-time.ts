/** Of how many parts a time is made. */
const parts = 20;

/**
 * Calls `end` when this process has run for so long; gives what calls it off. It keeps no process alive.
 *
 * A process can stand still for seconds, as its whole machine can: an answer that came meanwhile is there before it
 * looks, and one that did not may be on its way. So the time is counted in parts, and a part that ends late counts as
 * one. What has arrived by the end is read before it.
 */
export function afterRunning(milliseconds: number, end: () => void): () => void {
  let left = parts;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    setImmediate(end);
  }, milliseconds / parts);
  timer.unref();
  return () => clearInterval(timer);
}
