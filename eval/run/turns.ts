/**
 * Lets waiting work through one piece a turn of the event loop, first come, first served: between two pieces the replies
 * that have arrived are read and the next requests are sent, so that a model is never kept waiting for our own work.
 *
 * @returns resolves when it is the caller's turn
 */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(next);
      waiting.push(resolve);
    });
}
