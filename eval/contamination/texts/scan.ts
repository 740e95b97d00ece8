import { MixevalError, throwIfAborted } from '../../../src/core/errors.js';
import type { LongTask } from '../../../src/core/progress.js';
import { blockBytes, sharedBytes, textBlocks } from './blocks.js';
import { openPiece } from './open-piece.js';
import type { Confirmation } from './paraphrase/confirm.js';
import type { Piece } from './pieces.js';
import type { PassageOfBlock, ScanReply } from './scan-messages.js';
import type { ScanThreads } from './scan-threads.js';

/** What one piece holds. */
export interface PieceFound {
  /** Lines within the piece, from 0. */
  readonly passages: readonly PassageOfBlock[];
  readonly lines: number;
  /** Places where the canary stands. */
  readonly canaries: number;
  /** Sentences that were encoded. */
  readonly encoded: number;
}

/**
 * Places of an item that are told of a piece, of those with its answer and of those without: a text may be nothing but copies.
 */
const mostPlaces = 100;

/** What searches: by words, and in other words where that was asked for. */
export interface Scanning {
  readonly threads: ScanThreads;
  readonly confirmation?: Confirmation | undefined;
}

/**
 * Looks through one piece: reads and unpacks here, searches in the threads, keeps a few blocks on their way and no more.
 *
 * @param onBytes told of bytes of the file that were read
 * @throws MixevalError `interrupted`
 */
export async function scanPiece(
  piece: Piece,
  { threads, confirmation }: Scanning,
  task: LongTask,
  onBytes: (bytes: number) => void,
): Promise<PieceFound> {
  const passages: PassageOfBlock[] = [];
  const placesOf = new Map<string, number>();
  let lines = 0;
  let canaries = 0;
  const encodedBefore = confirmation?.encoded ?? 0;
  const take = async (reply: ScanReply): Promise<void> => {
    const inOtherWords = (await confirmation?.confirm(reply.candidates)) ?? [];
    for (const passage of [...reply.passages, ...inOtherWords]) {
      const key = `${passage.question} ${passage.answer}`;
      const places = placesOf.get(key) ?? 0;
      placesOf.set(key, places + 1);
      if (places < mostPlaces) passages.push({ ...passage, line: lines + passage.line });
    }
    lines += reply.lines;
    canaries += reply.canaries;
  };
  const onTheWay: Promise<ScanReply>[] = [];
  try {
    const text = openPiece(piece, task, onBytes);
    for await (const block of textBlocks(text, blockBytes, sharedBytes, (bytes) => threads.room(bytes))) {
      throwIfAborted(task.signal);
      onTheWay.push(threads.scan(block));
      if (onTheWay.length < threads.depth) continue;
      const first = onTheWay.shift();
      if (first) await take(await first);
    }
    for (const reply of onTheWay) await take(await reply);
  } catch (error) {
    // What is still on its way must not fail unseen.
    await Promise.allSettled(onTheWay);
    throwIfAborted(task.signal);
    throw unreadable(piece, error);
  }
  return { passages, lines, canaries, encoded: (confirmation?.encoded ?? 0) - encodedBefore };
}

function unreadable({ file }: Piece, error: unknown): unknown {
  if (error instanceof MixevalError || !(error instanceof Error)) return error;
  return new MixevalError('invalid-data', `${file} cannot be read: ${error.message}`, {
    cause: error,
    next: 'Leave the file out, or copy it again from where it came.',
  });
}
