/**
 * Lets waiting work through one piece a turn of the event loop, first come, first served: between two pieces the replies
 * that have arrived are read and the next requests are sent, so that a model is never kept waiting for our own work. A turn
 * in which a reply arrived is left to the replies altogether, unless too much work waits already.
 *
 * @param lastReply another value after each reply
 * @param most pieces that may wait for a quiet turn
 * @returns resolves when it is the caller's turn
 */
export function createTurns(lastReply: () => unknown, most: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let seen = lastReply();
  const next = (): void => {
    const last = lastReply();
    if (last === seen || waiting.length > most) waiting.shift()?.();
    seen = last;
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(next);
      waiting.push(resolve);
    });
}
