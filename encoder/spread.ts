/**
 * Hands pieces of work out to workers, two at a time to each, so that none waits for its next piece. Pieces are begun
 * in their order.
 *
 * @throws what `work` threw first; nothing is begun after that
 */
export async function spread<W, P>(
  workers: readonly W[],
  pieces: readonly P[],
  work: (worker: W, piece: P, index: number) => Promise<void>,
): Promise<void> {
  const waiting = pieces.entries();
  let failed = false;
  const lane = async (worker: W): Promise<void> => {
    for (const [index, piece] of waiting) {
      if (failed) return;
      try {
        await work(worker, piece, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(workers.flatMap((worker) => [lane(worker), lane(worker)]));
}
