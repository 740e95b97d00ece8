import { MixevalError, throwIfAborted } from '../../../src/core/errors.js';
import type { LongTask } from '../../../src/core/progress.js';
import { textBlocks } from './blocks.js';
import { openPiece } from './open-piece.js';
import type { Piece } from './pieces.js';
import type { PassageOfBlock, ScanReply } from './scan-messages.js';
import type { ScanThreads } from './scan-threads.js';

/** What one piece holds. */
export interface PieceFound {
  /** Lines within the piece, from 0. */
  readonly passages: readonly PassageOfBlock[];
  readonly lines: number;
}

/**
 * Looks through one piece: reads and unpacks here, searches in the threads, keeps a few blocks on their way and no more.
 *
 * @param onBytes told of bytes of the file that were read
 * @throws MixevalError `interrupted`
 */
export async function scanPiece(
  piece: Piece,
  threads: ScanThreads,
  task: LongTask,
  onBytes: (bytes: number) => void,
): Promise<PieceFound> {
  const passages: PassageOfBlock[] = [];
  let lines = 0;
  const take = (reply: ScanReply): void => {
    for (const passage of reply.passages) passages.push({ ...passage, line: lines + passage.line });
    lines += reply.lines;
  };
  const onTheWay: Promise<ScanReply>[] = [];
  try {
    for await (const block of textBlocks(openPiece(piece, task, onBytes))) {
      throwIfAborted(task.signal);
      onTheWay.push(threads.scan(block));
      if (onTheWay.length < threads.depth) continue;
      const first = onTheWay.shift();
      if (first) take(await first);
    }
    for (const reply of onTheWay) take(await reply);
  } catch (error) {
    // What is still on its way must not fail unseen.
    await Promise.allSettled(onTheWay);
    throwIfAborted(task.signal);
    throw unreadable(piece, error);
  }
  return { passages, lines };
}

function unreadable({ file }: Piece, error: unknown): unknown {
  if (error instanceof MixevalError || !(error instanceof Error)) return error;
  return new MixevalError('invalid-data', `${file} cannot be read: ${error.message}`, {
    cause: error,
    next: 'Leave the file out, or copy it again from where it came.',
  });
}
