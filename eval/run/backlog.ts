/** Work that can wait until replies leave time for it, begun one piece a turn of the event loop. */

export interface BacklogOptions {
  /** Another value after each reply. */
  readonly lastReply: () => unknown;
  /** Pieces that may be in hand, waiting or begun, however large they are. */
  readonly pieces: number;
  /** What may be in hand beyond that, in characters. */
  readonly characters: number;
  /** Told of a piece that failed. */
  readonly onError: (error: unknown) => void;
}

export interface Backlog {
  /**
   * Takes a piece of work. Resolves when there is room for another one.
   *
   * @param characters that it holds in memory, about
   */
  add(characters: number, work: () => Promise<void>): Promise<void>;
  /** Resolves when all that was taken is done. */
  emptied(): Promise<void>;
}

/**
 * A backlog that begins one piece a turn of the event loop, first come, first served: between two pieces the replies that
 * have arrived are read and the next requests are sent, so that a model is never kept waiting for our own work. A turn in
 * which a reply arrived is left to the replies altogether, unless there is no more room.
 */
export function createBacklog({ lastReply, pieces, characters, onError }: BacklogOptions): Backlog {
  const waiting: (() => void)[] = [];
  const forRoom: (() => void)[] = [];
  const forTheEnd: (() => void)[] = [];
  let inHand = 0;
  let held = 0;
  let seen = lastReply();

  const hasRoom = (): boolean => inHand < pieces || held < characters;

  const beginNext = (): void => {
    const last = lastReply();
    if (last === seen || !hasRoom()) waiting.shift()?.();
    seen = last;
    if (waiting.length > 0) setImmediate(beginNext);
  };

  const done = (size: number): void => {
    inHand -= 1;
    held -= size;
    if (hasRoom()) for (const wake of forRoom.splice(0)) wake();
    if (inHand === 0) for (const wake of forTheEnd.splice(0)) wake();
  };

  return {
    async add(size, work) {
      inHand += 1;
      held += size;
      if (waiting.length === 0) setImmediate(beginNext);
      waiting.push(() => {
        work()
          .catch(onError)
          .finally(() => done(size));
      });
      if (!hasRoom()) await new Promise<void>((resolve) => forRoom.push(resolve));
    },
    async emptied() {
      if (inHand > 0) await new Promise<void>((resolve) => forTheEnd.push(resolve));
    },
  };
}
